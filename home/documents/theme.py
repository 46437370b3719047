"""A site's own colours as a stylesheet: the tokens of `lite.css` with the values its signed record gives."""

import hashlib
import json
import re
from typing import Any

TOKENS = ("paper", "ink", "indigo", "madder", "teal", "mist")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def name(theme: dict[str, Any]) -> str:
    """The same colours have the same name, so that a browser may keep them for good."""
    return hashlib.sha256(json.dumps(theme, sort_keys=True).encode()).hexdigest()[:16]


def stylesheet(theme: dict[str, Any]) -> str:
    light, dark = (_values(theme.get(palette) or {}) for palette in ("light", "dark"))
    dark_screen = "screen and (prefers-color-scheme:dark)"
    return f"@media screen{{:root{{{light}}}}}\n@media {dark_screen}{{:root{{{dark}}}}}\n"


def _values(palette: dict[str, str]) -> str:
    # Nothing but a colour reaches the stylesheet, whatever was signed.
    return "".join(
        f"--{token}:{palette[token]};" for token in TOKENS if COLOUR.fullmatch(palette.get(token, ""))
    )
