"""The public shape of a page's body: plain data, every block with its `type`."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue

from home.documents.countries import country_name


def plain(text: str | None) -> str:
    """One line of text, composed (NFC), outer and repeated white space gone."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a text that an empty line divides."""
    return [part for part in map(plain, re.split(r"\n\s*\n", text or "")) if part]


def project_body(body: StreamValue, locale: str) -> list[dict[str, Any]]:
    return [public for block in body for public in _project_block(block.block_type, block.value, locale)]


def _project_block(name: str, value: Any, locale: str) -> Iterator[dict[str, Any]]:
    match name:
        case "heading" | "note":
            yield {"type": name, "text": plain(value)}
        case "paragraph":
            yield from ({"type": "paragraph", "text": text} for text in paragraphs(value))
        case "list":
            points = [text for text in map(plain, value["items"]) if text]
            yield {"type": "list", "ordered": bool(value["ordered"]), "items": points}
        case "figure":
            words = {part: plain(value[part]) for part in ("value", "what", "source", "source_date")}
            yield {"type": "figure", **words, "url": value["url"] or None}
        case "terms":
            items = [{"term": plain(item["term"]), "text": plain(item["text"])} for item in value["items"]]
            yield {"type": "terms", "items": [item for item in items if item["term"] or item["text"]]}
        case "hotline":
            yield _hotline(value, locale)
        case "quote":
            yield {"type": "quote", "text": plain(value["text"]), "attribution": plain(value["attribution"])}
        case "link":
            page = value["page"].specific if value["page"] else None
            slug = page.public_slug if page else None
            yield {"type": "link", "text": plain(value["text"]), "slug": slug, "url": value["url"] or None}


def _hotline(value: Any, locale: str) -> dict[str, Any]:
    code, checked_on = value["country"] or "", value["checked_on"]
    words = {part: plain(value[part]) for part in ("name", "number", "hours", "languages", "note")}
    return {
        "type": "hotline",
        "country": {"code": code, "name": country_name(code, locale)},
        **words,
        "url": value["url"] or None,
        "checked_on": checked_on.isoformat() if checked_on else None,
    }
