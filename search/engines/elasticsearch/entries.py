"""What stands in the index for one document."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import orjson

from search.analysis import layers
from search.areas import Row
from search.document import Document
from search.engines.elasticsearch.index import LANGUAGES, OTHER


def entry(document: Document) -> dict[str, Any]:
    language = LANGUAGES.get(document.locale, OTHER)
    return {
        "record": document.pk,
        "digest": document.digest,
        "subject": document.subject,
        "serves": list(document.serves),
        "need": list(document.need),
        "exploitation": list(document.exploitation),
        "region": list(document.region),
        "status": document.status,
        "waiting_since": document.waiting_since.isoformat(),
        "expires_at": document.expires_at.isoformat(),
        "left": document.left,
        "marks": layers.marks(document),
        "head": layers.head(document),
        "lead": layers.lead(document),
        "story": layers.story(document),
        "alias": document.alias,
        f"summary_{language}": document.summary,
        f"passages_{language}": list(document.story),
        "area": area(document),
        **({"origin_name": document.origin.name} if document.origin else {}),
    }


def seal(entry: Mapping[str, Any]) -> str:
    """Tells two entries apart by whatever they hold; published figures aside, which only age."""
    lasting = {name: value for name, value in entry.items() if name != "left"}
    return hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()


def area(document: Document) -> str:
    """What the record tells of the area it comes from, in one text, by which records are counted: its names
    need not be asked for then. Empty where it tells of none.
    """
    if (origin := document.origin) is None:
        return ""
    return json.dumps(
        [origin.code, document.locale, origin.name, origin.lang, *(origin.point or (None, None))]
    )


def told(text: str) -> Row:
    """The text that `area` made, as what it tells. Raises `ValueError`."""
    code, locale, name, lang, longitude, latitude = orjson.loads(text)
    return code, locale, name, lang, longitude, latitude
