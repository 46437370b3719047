"""The body of a page as it is read: headings with an anchor, ways past a hard part, hotlines side by side."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from payments import dates

END = "after"


def arranged(body: list[dict[str, Any]], locale: str) -> list[dict[str, Any]]:
    """The same parts in their order. Headings bear `anchor`, notes `past` (the next heading's), and hotlines
    that follow each other stand in one part `{type: "hotlines", level, items}`.
    """
    parts = list(_anchored(body))
    for at, part in enumerate(parts):
        if part["type"] == "note":
            later = (each["anchor"] for each in parts[at:] if each["type"] == "heading")
            part["past"] = next(later, END)
    return list(_grouped(parts, locale))


def _anchored(body: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for at, part in enumerate(body, start=1):
        yield {**part, "anchor": f"part-{at}"} if part["type"] == "heading" else dict(part)


def _grouped(parts: list[dict[str, Any]], locale: str) -> Iterator[dict[str, Any]]:
    level = 2
    for kind, run in groupby(parts, key=lambda part: part["type"]):
        if kind == "hotline":
            yield {"type": "hotlines", "level": level, "items": [_hotline(part, locale) for part in run]}
        else:
            level = 3 if kind == "heading" else level
            yield from run


def _hotline(part: dict[str, Any], locale: str) -> dict[str, Any]:
    checked_on = part.get("checked_on")
    return {
        **part,
        "dialled": re.sub(r"[^0-9+*#]", "", part.get("number", "")),
        "checked": dates.day(checked_on, locale) if checked_on else "",
    }
