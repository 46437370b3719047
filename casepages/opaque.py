"""Random names that say nothing and survive being read out over a telephone."""

import re
import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 21
PATTERN = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}(-\d+)?")


def opaque() -> str:
    """21 characters of an alphabet of 31 without look-alikes: 104 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_opaque(name: str) -> bool:
    """Whether a name was drawn here; Wagtail's numbering of a duplicate (`-1`) is let pass."""
    return PATTERN.fullmatch(name) is not None
