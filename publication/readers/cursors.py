"""Keyset cursors: where the last page ended, so that no page costs more than the first."""

import base64
import binascii
import json
from typing import Any

from django.utils.translation import gettext as _

from publication.exceptions import BadCursor

# Far above what `write` makes. A longer one could nest deeper than it can be read.
LONGEST = 500


def write(sort: str, *keys: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort, *keys]).encode()).decode().rstrip("=")


def read(cursor: str, sort: str, length: int) -> list[str]:
    """The keys a cursor holds. Raises `BadCursor` where it is damaged or of another order."""
    try:
        if len(cursor) > LONGEST:
            raise ValueError
        padded = cursor + "=" * (-len(cursor) % 4)
        keys: Any = json.loads(base64.urlsafe_b64decode(padded.encode()))
    except (ValueError, binascii.Error) as error:
        raise BadCursor(_("This page address is damaged. Start from the first page.")) from error
    if not isinstance(keys, list) or not keys or not all(map(_is_key, keys)):
        raise BadCursor(_("This page address is damaged. Start from the first page."))
    if keys[0] != sort or len(keys) != length + 1:
        raise BadCursor(_("This page address belongs to another order. Start from the first page."))
    return keys[1:]


def _is_key(key: Any) -> bool:
    """Names, days and ids are plain; what is not would be too much for a database."""
    return isinstance(key, str) and key.isascii() and key.isprintable()
