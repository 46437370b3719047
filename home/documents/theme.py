"""A site's own look as a stylesheet: the tokens of `lite.css` with the values its signed record gives."""

import hashlib
import json
import re
from typing import Any

TOKENS = ("paper", "ink", "indigo", "madder", "teal", "mist")
# As `lite.css` has them by day, where a site gives none of its own.
LIGHT = {
    "paper": "#fbf8f3",
    "ink": "#1f2430",
    "indigo": "#27355e",
    "madder": "#943022",
    "teal": "#1d5a56",
    "mist": "#e9e3d8",
}
# Type by name, so that a theme names no file and loads none: what readers' own devices have.
TYPES = {
    "book": '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia, serif',
    "newspaper": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif',
    "humanist": 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
    "system": 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
}
# Scripts that these types do not draw keep the families that `lite.css` names for them.
LATIN = ":root:not(:lang(th),:lang(zh))"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def name(theme: dict[str, Any]) -> str:
    """The same look has the same name, so that a browser may keep them for good."""
    return hashlib.sha256(json.dumps(theme, sort_keys=True).encode()).hexdigest()[:16]


def stylesheet(theme: dict[str, Any]) -> str:
    light, dark = (_values(theme.get(palette) or {}) for palette in ("light", "dark"))
    dark_screen = "screen and (prefers-color-scheme:dark)"
    colours = f"@media screen{{:root{{{light}}}}}\n@media {dark_screen}{{:root{{{dark}}}}}\n"
    return colours + _types(theme.get("type") or {})


def _values(palette: dict[str, str]) -> str:
    # Nothing but a colour reaches the stylesheet, whatever was signed.
    return "".join(
        f"--{token}:{palette[token]};" for token in TOKENS if COLOUR.fullmatch(palette.get(token, ""))
    )


def by_day(theme: dict[str, Any]) -> dict[str, str]:
    """Token → `#rrggbb`, the site's own where it has them: for what is drawn on the server."""
    own = theme.get("light") or {}
    return {token: own[token] if COLOUR.fullmatch(own.get(token, "")) else LIGHT[token] for token in TOKENS}


def _types(chosen: dict[str, str]) -> str:
    """`serif` of `lite.css` is what stories are set in, `sans` what the interface is."""
    families = {"serif": TYPES.get(chosen.get("story", "")), "sans": TYPES.get(chosen.get("interface", ""))}
    rules = "".join(f"--{variable}:{family};" for variable, family in families.items() if family)
    return f"{LATIN}{{{rules}}}\n" if rules else ""
