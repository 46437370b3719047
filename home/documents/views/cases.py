"""The stories: a list that is searched and narrowed, and one."""

from collections.abc import Sequence
from dataclasses import astuple

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from home.documents import api, cards, degrees, finished, frame, renderers, scripts, share_pictures
from home.documents.chrome import Chrome
from home.documents.finding import facets, nearby
from home.documents.finding.asked import Asked, asked
from home.documents.finding.found import Found, found
from home.documents.finding.map import result_map
from home.documents.headers import protect
from home.documents.views.errors import document
from publication import readers
from publication.documents import Document


@require_safe
@document
def cases(request: HttpRequest, locale: str) -> HttpResponse:
    """Cards by what they need, longest waiting first; `cursor` continues. With `q`: what has the words."""
    question = asked(request, locale)
    hits = found(question)
    chrome = frame.chrome(locale, here="cases")
    if question.words:
        return _searched(chrome, question, hits)
    page = readers.cases(question.filters(), request.GET.get("cursor") or None)
    picture = share_pictures.of_site(request, locale)
    return finished.answer(
        request,
        finished.tag(
            "cases", locale, chrome.drawn_from, question.chosen, question.area, question.sort,
            [card.as_json() for card in page.results], page.next, picture,
            hits.total, hits.facets, [astuple(area) for area in hits.areas],
        ),
        lambda: _list(
            chrome, question, hits, page.results,
            more_url=_more(question, page.next), share_picture=picture,
        ),
        searchable=False,
    )  # fmt: skip


def _searched(chrome: Chrome, question: Asked, hits: Found) -> HttpResponse:
    """The words stand in the address: nothing keeps the answer, and no page that is opened next is told."""
    response = protect(HttpResponse(_list(chrome, question, hits, hits.cards)))
    response["Referrer-Policy"] = "no-referrer"
    return response


def _list(
    chrome: Chrome,
    question: Asked,
    hits: Found,
    shown: Sequence[readers.Card],
    *,
    more_url: str = "",
    share_picture: str = "",
) -> str:
    areas = facets.areas(question, hits.areas, hits.facets.get("region", {}))
    context = {
        "locale": chrome.locale,
        "chrome": chrome,
        "languages": chrome.languages("home:cases"),
        "asked": question,
        "cards": [cards.shown(card, chrome.locale, hits.highlights.get(card.id)) for card in shown],
        "total": hits.total,
        "shown": len(shown),
        "near": hits.near,
        "taken": facets.taken(question),
        "groups": facets.groups(question, hits.facets),
        "areas": areas,
        "map": result_map(areas),
        "nearby": nearby.words(question) if question.words and not hits.total else [],
        "by_waiting": question.address(sort=""),
        "by_newest": question.address(sort="newest"),
        "more_url": more_url,
        "share_picture": share_picture,
        "script": scripts.url("search"),
        "suggest_url": _suggestions(chrome.locale),
    }
    return render_to_string("home/cases.html", context)


@require_safe
@document
def case(request: HttpRequest, locale: str, public_id: str) -> HttpResponse:
    """The whole story from its signed bytes. 404 and 410 as the API answers them."""
    found = readers.case(public_id, locale)
    updates = readers.updates(public_id, locale)
    chrome = frame.chrome(locale)
    degree = degrees.carried(request.GET.get("degree", ""))
    funding = found.funding.as_json() if found.funding else None
    picture = share_pictures.of_case(request, locale, public_id)
    name = finished.tag(
        "case", found.subject, locale, found.digest, found.consent_version, found.locales, found.campaign,
        found.funding and (found.funding.version, found.funding.status),
        [update.digest for update in updates], chrome.drawn_from, degree, picture,
    )  # fmt: skip
    return finished.answer(
        request,
        name,
        lambda: renderers.render_case(
            Document("case", found.subject, locale, found.content, funding, False),
            chrome=chrome,
            languages=chrome.languages("home:case", public_id),
            updates=[update.content for update in updates],
            degree=degree,
            searchable=found.searchable,
            share_picture=picture,
        ),
        searchable=found.searchable,
    )


def _more(question: Asked, cursor: str | None) -> str:
    return question.address(cursor=cursor) if cursor else ""


def _suggestions(locale: str) -> str:
    """What the script asks for them; "" without an API."""
    address = api.url("suggest")
    return f"{address}?{urlencode({'locale': locale})}" if address else ""
