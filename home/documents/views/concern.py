"""Reporting a privacy concern about a story: a plain form that needs no script and keeps no address."""

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.documents import frame, opened
from home.documents.headers import protect, see_other
from home.documents.views.errors import document
from publication import concerns, readers
from publication.actions.concerns import hand_in
from publication.exceptions import ConcernRefused, Gone, NotFound
from publication.readers import Found

# Says in the address that it was sent, and nothing of it.
SENT = "sent"


@dataclass(frozen=True)
class Visit:
    """One visit to the form of one case; `alias` and `story` are empty where it is gone."""

    locale: str
    case: str
    alias: str = ""
    story: str = ""
    text: str = ""
    contact: str = ""


# No session acts here, so there is nothing a foreign form could borrow; `Origin` is checked all the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@document
def concern(request: HttpRequest, locale: str, public_id: str) -> HttpResponse:
    """For a case that is public, in whatever language, or that once was."""
    if not concerns.taken():
        raise Http404
    visit = Visit(locale, public_id, *_story(public_id, locale))
    if request.method != "POST":
        return received(visit) if SENT in request.GET else form(visit)
    typed = {name: request.POST.get(name, "").replace("\x00", "") for name in ("text", "contact")}
    visit = replace(visit, **typed)
    sentence = opened.unsendable(request, public_id)
    if sentence:
        return form(visit, sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
    # Filled in by machines alone: they are told what people are told, and nothing is kept.
    if not request.POST.get("website"):
        try:
            hand_in(public_id, locale, visit.text, visit.contact)
        except ConcernRefused as refusal:
            return form(visit, refusal.detail, refusal.status)
    return see_other(f"{_address(visit)}?{SENT}")


def form(visit: Visit, refusal: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    return _page("home/concern.html", visit, status, refusal=refusal, key=opened.key(visit.case))


def received(visit: Visit) -> HttpResponse:
    return _page("home/concern-received.html", visit)


def _page(template: str, visit: Visit, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
    chrome = frame.chrome(visit.locale)
    context |= {
        "locale": visit.locale,
        "chrome": chrome,
        "languages": chrome.languages("home:concern", visit.case),
        "visit": visit,
        "action": _address(visit),
        "case_url": visit.story,
        "longest_text": concerns.LONGEST_TEXT,
        "longest_contact": concerns.LONGEST_CONTACT,
    }
    return protect(HttpResponse(render_to_string(template, context), status=status))


def _address(visit: Visit) -> str:
    return reverse("home:concern", args=[visit.locale, visit.case])


def _story(public_id: str, locale: str) -> tuple[str, str]:
    """Alias and address of the story, both empty where it is gone."""
    found = _read(public_id, locale)
    if found is None:
        return "", ""
    return str(found.content["alias"]), reverse("home:case", args=[found.locale, public_id])


def _read(public_id: str, locale: str) -> Found | None:
    """The story in the reader's language, else in one it is told in; None where it is gone.

    Raises NotFound where nothing was ever public: the form answers as the story does.
    """
    try:
        return readers.case(public_id, locale)
    except (Gone, NotFound) as refusal:
        released = refusal.extra.get("locales")
        if released:
            return readers.case(public_id, released[0])
        if isinstance(refusal, Gone):
            return None
        raise
