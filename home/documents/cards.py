"""A story in a list: a few signed words, and how far its campaign has come."""

from typing import Any

from django.urls import reverse

from home.documents import languages, vocabulary
from home.documents.progress import progress
from publication.documents import Document
from publication.readers import Card


def shown(card: Card, locale: str) -> dict[str, Any]:
    """In the locale the card is told in, which may be another than the page's: then `lang` says so."""
    content = card.content
    funding = card.funding.as_json() if card.funding else None
    return {
        "id": card.id,
        "alias": content["alias"],
        "picture": Document("case", card.id, card.locale, content).picture(content.get("picture")),
        "summary": content.get("summary", ""),
        "url": reverse("home:case", args=[card.locale, card.id]),
        "facts": _facts(content),
        "progress": progress(funding, content.get("goal")),
        "lang": "" if card.locale == locale else languages.html_lang(card.locale),
    }


def _facts(content: dict[str, Any]) -> list[str]:
    band, origin = content.get("age_band"), content.get("origin")
    forms = [str(vocabulary.EXPLOITATION.get(form, form)) for form in content.get("exploitation", [])]
    return [
        *([vocabulary.age_band(band)] if band else []),
        *([origin["name"]] if origin else []),
        *forms,
    ]
