"""Refusals as pages: what is not there, what is no longer shared, what went wrong on our side."""

import functools
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import ResolverMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from home.documents import frame, languages
from home.documents.chrome import Chrome
from home.documents.headers import protect
from payments.exceptions import Refusal as PaymentsRefusal
from publication import concerns, readers
from publication.exceptions import Refusal as PublicationRefusal

View = Callable[..., HttpResponse]


def document(view: View) -> View:
    """A public address: speaks the language of its path, and answers every refusal with a page of its own."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, locale: str, **kwargs: str) -> HttpResponse:
        with translation.override(locale), frame.met_at(request):
            try:
                return view(request, locale, **kwargs)
            except (PublicationRefusal, PaymentsRefusal) as refusal:
                return refused(request, locale, refusal)
            except Http404:
                return missing(request, locale)

    return wrapped


def refused(request: HttpRequest, locale: str, refusal: PublicationRefusal | PaymentsRefusal) -> HttpResponse:
    released = refusal.extra.get("locales") or []
    if refusal.status == HTTPStatus.NOT_FOUND:
        return missing(request, locale, released)
    if refusal.status == HTTPStatus.GONE:
        return gone(request, locale, released)
    return _page(locale, refusal.status, _("This cannot be shown"), sentence=refusal.detail)


def missing(request: HttpRequest, locale: str, released: Iterable[str] = ()) -> HttpResponse:
    """Names the languages in which what is asked is public; nothing else tells it from what never was."""
    readable = _readable(request, released)
    heading = (
        _("This is not told in your language yet") if readable else _("There is nothing at this address")
    )
    sentence = "" if readable else _("It may have been mistyped, or never have existed.")
    here = (match.view_name, *_rest(match)) if readable and (match := request.resolver_match) else ()
    return _page(locale, HTTPStatus.NOT_FOUND, heading, sentence=sentence, readable=readable, here=here)


def gone(request: HttpRequest, locale: str, released: Iterable[str] = ()) -> HttpResponse:
    """The sentence is the site's own; why a story went is nobody's business."""
    chrome = frame.chrome(locale)
    return _page(
        locale,
        HTTPStatus.GONE,
        chrome.withdrawn,
        chrome=chrome,
        readable=_readable(request, released),
        concern_url=_concern_url(request, locale),
    )


def _concern_url(request: HttpRequest, locale: str) -> str:
    """Of a story that is gone: it may have been copied elsewhere."""
    match = request.resolver_match
    if match is None or match.view_name != "home:case" or not concerns.taken():
        return ""
    return reverse("home:concern", args=[locale, match.kwargs["public_id"]])


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The project's `handler404`, for addresses that no route knows."""
    locale = locale_of(request)
    with translation.override(locale), frame.met_at(request):
        return missing(request, locale)


def bad_request(request: HttpRequest) -> HttpResponse:
    """The project's `handler400`: damaged, or too large. What was asked is read no further."""
    locale = locale_of(request)
    with translation.override(locale):
        return _page(locale, HTTPStatus.BAD_REQUEST, _("This cannot be shown"), chrome=Chrome(locale))


def unknown(request: HttpRequest, locale: str, rest: str) -> HttpResponse:
    with translation.override(locale), frame.met_at(request):
        return missing(request, locale)


def server_error(request: HttpRequest) -> HttpResponse:
    """The project's `handler500`. Reads nothing: what failed may be the database."""
    locale = locale_of(request)
    with translation.override(locale):
        return _page(
            locale,
            HTTPStatus.INTERNAL_SERVER_ERROR,
            _("Something failed on our side"),
            sentence=_("It is noted. Nothing was charged by this page. Please try again in a few minutes."),
            chrome=Chrome(locale),
        )


def locale_of(request: HttpRequest) -> str:
    first = request.path.split("/")[1]
    known = languages.codes()
    return first if first in known else known[0]


def _readable(request: HttpRequest, released: Iterable[str]) -> list[dict[str, str]]:
    """The same address in the languages it can be read in."""
    match = request.resolver_match
    if match is None or "locale" not in match.kwargs:
        return []
    found = Chrome(match.kwargs["locale"]).languages(match.view_name, *_rest(match), codes=list(released))
    if match.view_name != "home:page":
        return found
    return [{**each, "title": _title(match.kwargs["slug"], each["code"])} for each in found]


def _rest(match: ResolverMatch) -> list[str]:
    return [value for name, value in match.kwargs.items() if name != "locale"]


def _title(slug: str, locale: str) -> str:
    """Of a page known to be public: who looks for help numbers sees that they are behind the link."""
    return next((str(card["title"]) for card in readers.pages(locale) if card["slug"] == slug), "")


def _page(
    locale: str,
    status: int,
    heading: str,
    *,
    sentence: str = "",
    readable: Iterable[dict[str, str]] = (),
    chrome: Chrome | None = None,
    concern_url: str = "",
    here: tuple[str, ...] = (),
) -> HttpResponse:
    """`here` names the route and its words, where the same address is met in every language."""
    chrome = chrome or frame.chrome(locale)
    context: dict[str, Any] = {
        "locale": locale,
        "heading": heading,
        "sentence": sentence,
        "readable": readable,
        "concern_url": concern_url,
        "chrome": chrome,
        "languages": chrome.languages(*here) if here else [],
    }
    response = protect(HttpResponse(render_to_string("home/refusal.html", context), status=status))
    # What somebody looked for may stand in the address; no page that is opened next is told.
    response["Referrer-Policy"] = "no-referrer"
    return response
