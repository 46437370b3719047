"""What the demo's pages are written with: bodies are StreamField data, a link names its page by slug."""

from copy import deepcopy
from typing import Any, NamedTuple

CHECKED_ON = "2026-01-15"


class ContentPage(NamedTuple):
    slug: str
    title: str
    intro: str
    body: list[dict[str, Any]]
    menu_order: int = 0


def heading(text: str) -> dict[str, Any]:
    return {"type": "heading", "value": text}


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": text}


def points(*items: str, ordered: bool = False) -> dict[str, Any]:
    return {"type": "list", "value": {"ordered": ordered, "items": list(items)}}


def figure(value: str, what: str, source: str, source_date: str) -> dict[str, Any]:
    words = {"value": value, "what": what, "source": source, "source_date": source_date, "url": ""}
    return {"type": "figure", "value": words}


def link(text: str, slug: str) -> dict[str, Any]:
    return {"type": "link", "value": {"text": text, "page": slug, "url": ""}}


def linked(stream: list[dict[str, Any]], ids: dict[str, int]) -> list[dict[str, Any]]:
    """The same blocks with ids of pages in place of slugs. KeyError names a slug that has no page yet."""
    # Copies: Wagtail writes the ids of its blocks into what it is given.
    return [
        {**block, "value": {**block["value"], "page": ids[block["value"]["page"]]}}
        if block["type"] in {"link", "page"}
        else deepcopy(block)
        for block in stream
    ]


def terms(*explained: tuple[str, str]) -> dict[str, Any]:
    items = [{"term": term, "text": text} for term, text in explained]
    return {"type": "terms", "value": {"items": items}}


def note(text: str) -> dict[str, Any]:
    return {"type": "note", "value": text}


def hotline(
    country: str, name: str, number: str, hours: str, languages: str, note: str = ""
) -> dict[str, Any]:
    """Invented, as every number of the demo is: `555-01…` is kept free for fiction."""
    words = {"name": name, "number": number, "hours": hours, "languages": languages, "note": note}
    return {"type": "hotline", "value": {"country": country, **words, "url": "", "checked_on": CHECKED_ON}}
