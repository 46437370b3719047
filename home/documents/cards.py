"""A story in a list: a few signed words, and how far its campaign has come."""

from typing import Any

from django.urls import reverse

from home.documents import languages, vocabulary
from home.documents.countries import country_name
from home.documents.finding.highlights import pieces
from home.documents.progress import progress
from publication.documents import Document
from publication.readers import Card
from search.query import Highlight


def shown(card: Card, locale: str, highlight: Highlight | None = None) -> dict[str, Any]:
    """In the locale the card is told in, which may be another than the page's: then `lang` says so.

    `highlight` is the text in which words were found: the summary itself, or a line besides.
    """
    content = card.content
    funding = card.funding.as_json() if card.funding else None
    return {
        "id": card.id,
        "alias": content["alias"],
        "picture": Document("case", card.id, card.locale, content).picture(content.get("picture")),
        **_told(content.get("summary", ""), highlight),
        "url": reverse("home:case", args=[card.locale, card.id]),
        "facts": _facts(content, locale),
        "progress": progress(funding, content.get("goal")),
        "lang": "" if card.locale == locale else languages.html_lang(card.locale),
    }


def _told(summary: str, highlight: Highlight | None) -> dict[str, Any]:
    """`summary` and, where the words stand elsewhere, `passage`, in pieces."""
    marked = list(pieces(highlight.text, highlight.marks)) if highlight else []
    if highlight and highlight.text == summary:
        return {"summary": marked, "passage": []}
    return {"summary": list(pieces(summary, [])), "passage": marked}


def _facts(content: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """`{text, lang}` of each, `lang` where the words are in another language than the page's; `origin` where
    it is a place that somebody comes from.
    """
    band, origin = content.get("age_band"), content.get("origin")
    forms = [str(vocabulary.EXPLOITATION.get(form, form)) for form in content.get("exploitation", [])]
    return [
        *([{"text": vocabulary.age_band(band), "lang": ""}] if band else []),
        *([{**place(origin, locale), "origin": True}] if origin else []),
        *({"text": form, "lang": ""} for form in forms),
    ]


def place(area: dict[str, Any], locale: str) -> dict[str, str]:
    """`{text, lang}`: countries in the reader's language, smaller areas as they were signed."""
    told_in = area.get("lang") or locale
    if told_in != locale and area.get("kind") == "country":
        return {"text": country_name(area["code"], locale), "lang": ""}
    return {"text": area["name"], "lang": "" if told_in == locale else languages.html_lang(told_in)}
