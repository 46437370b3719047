"""“Keep me informed”: a form, the confirmation that a mail asks for, and the way out. None needs a script."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.documents import frame, opened
from home.documents.headers import protect, see_other
from home.documents.views.errors import document
from home.registration import actions, tokens
from home.registration.exceptions import RegistrationRefused

FORM = "keep-informed"
# Says in the address that a mail was asked for, and nothing of it.
ASKED = "asked"
ANSWERED = ["GET", "HEAD", "POST"]


# No session acts on any of these: `Origin` is asked of the form, a signed token of the links in mails.
@csrf_exempt
@require_http_methods(ANSWERED)
@document
def keep_informed(request: HttpRequest, locale: str) -> HttpResponse:
    if request.method != "POST":
        return _told(locale, ASKED) if ASKED in request.GET else form(locale)
    email = request.POST.get("email", "").replace("\x00", "")[: actions.LONGEST + 1]
    try:
        actions.check(email.strip())
    except RegistrationRefused as refusal:
        return form(locale, email, refusal.detail, refusal.status)
    sentence = opened.unsendable(request, FORM)
    if sentence:
        return form(locale, email, sentence, HTTPStatus.UNPROCESSABLE_ENTITY)
    # Filled in by machines alone: they are told what people are told, and nothing is kept.
    if not request.POST.get("website"):
        try:
            actions.ask(email, locale)
        except RegistrationRefused as refusal:
            return form(locale, email, refusal.detail, refusal.status)
    return see_other(f"{reverse('home:keep-informed', args=[locale])}?{ASKED}")


@csrf_exempt
@require_http_methods(ANSWERED)
@document
def confirm(request: HttpRequest, locale: str, token: str) -> HttpResponse:
    """The link of a mail opens a page with a button: mail programs look at links before people do."""
    registration = tokens.confirming(token)
    if not registration:
        return _told(locale, "too-late", HTTPStatus.GONE)
    if request.method != "POST":
        return _told(locale, "confirm")
    if not actions.confirm(registration):
        return _told(locale, "too-late", HTTPStatus.GONE)
    return _told(locale, "confirmed")


@csrf_exempt
@require_http_methods(ANSWERED)
@document
def leave(request: HttpRequest, locale: str, token: str) -> HttpResponse:
    """A POST is enough, from a person's button or, by RFC 8058, from a mail program. It tells nothing new."""
    registration = tokens.leaving(token)
    if not registration:
        return _told(locale, "damaged", HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return _told(locale, "leave")
    actions.leave(registration)
    return _told(locale, "left")


def form(locale: str, email: str = "", refusal: str = "", status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"email": email, "refusal": refusal, "key": opened.key(FORM), "longest": actions.LONGEST}
    return _page("home/keep-informed.html", locale, status, **context)


def _told(locale: str, said: str, status: int = HTTPStatus.OK) -> HttpResponse:
    return _page("home/informed.html", locale, status, said=said)


def _page(template: str, locale: str, status: int, **context: Any) -> HttpResponse:
    chrome = frame.chrome(locale)
    languages = chrome.languages("home:keep-informed")
    shown = {"locale": locale, "chrome": chrome, "languages": languages, **context}
    return protect(HttpResponse(render_to_string(template, shown), status=status))
