"""The stories: a list, and one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from home.documents import cards, degrees, finished, frame, renderers, vocabulary
from home.documents.views.errors import document
from publication import readers
from publication.documents import Document

FILTERS = {
    "need": (_("Need"), vocabulary.NEEDS),
    "exploitation": (_("Kind of exploitation"), vocabulary.EXPLOITATION),
    "status": (_("Gifts"), vocabulary.STATUSES),
}


@require_safe
@document
def cases(request: HttpRequest, locale: str) -> HttpResponse:
    """Cards by what they need, longest waiting first; `cursor` continues the list."""
    chosen = {name: _chosen(request, name) for name in FILTERS}
    wanted: dict[str, Any] = {name: [value] for name, value in chosen.items() if value}
    page = readers.cases(readers.Filters(locales=[locale], **wanted), request.GET.get("cursor") or None)
    chrome = frame.chrome(locale, here="cases")
    return finished.answer(
        request,
        finished.tag(
            "cases", locale, chrome.drawn_from, chosen, [card.as_json() for card in page.results], page.next
        ),
        lambda: render_to_string(
            "home/cases.html",
            {
                "locale": locale,
                "chrome": chrome,
                "languages": chrome.languages("home:cases"),
                "cards": [cards.shown(card, locale) for card in page.results],
                "filters": [_filter(name, chosen[name]) for name in FILTERS],
                "filtered": bool(wanted),
                "more_url": _more(locale, chosen, page.next),
            },
        ),
        searchable=False,
    )


@require_safe
@document
def case(request: HttpRequest, locale: str, public_id: str) -> HttpResponse:
    """The whole story from its signed bytes. 404 and 410 as the API answers them."""
    found = readers.case(public_id, locale)
    updates = readers.updates(public_id, locale)
    chrome = frame.chrome(locale)
    degree = degrees.carried(request.GET.get("degree", ""))
    funding = found.funding.as_json() if found.funding else None
    name = finished.tag(
        "case", found.subject, locale, found.digest, found.consent_version, found.locales, found.campaign,
        found.funding and (found.funding.version, found.funding.status),
        [update.digest for update in updates], chrome.drawn_from, degree,
    )  # fmt: skip
    return finished.answer(
        request,
        name,
        lambda: renderers.render_case(
            Document("case", found.subject, locale, found.content, funding, False),
            chrome=chrome,
            languages=chrome.languages("home:case", public_id, codes=list(found.locales)),
            updates=[update.content for update in updates],
            degree=degree,
        ),
        searchable=found.searchable,
    )


def _chosen(request: HttpRequest, name: str) -> str:
    """What is not in the vocabulary filters nothing, and is not repeated on the page."""
    value = request.GET.get(name, "")
    return value if value in FILTERS[name][1] else ""


def _filter(name: str, chosen: str) -> dict[str, Any]:
    label, words = FILTERS[name]
    options = [{"value": slug, "label": word, "chosen": slug == chosen} for slug, word in words.items()]
    return {"name": name, "label": label, "options": options}


def _more(locale: str, chosen: dict[str, str], cursor: str | None) -> str:
    if cursor is None:
        return ""
    query = {name: value for name, value in chosen.items() if value}
    return f"{reverse('home:cases', args=[locale])}?{urlencode({**query, 'cursor': cursor})}"
