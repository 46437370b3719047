"""The front page, the pages written about the site, and its colours."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from home.documents import cards, finished, frame, languages, renderers, share_pictures, theme
from home.documents.chrome import Chrome
from home.documents.headers import protect
from home.documents.views.errors import document
from publication import readers
from publication.documents import Document
from publication.exceptions import Refusal

FRONT = "home"
FRONT_CARDS = 3
A_DAY, A_YEAR = 86_400, 31_536_000


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """To the default language. Never by the browser's own preference: an address is the same for everyone."""
    return protect(redirect("home:home", locale=languages.codes()[0]))


@require_safe
@document
def home(request: HttpRequest, locale: str) -> HttpResponse:
    """The signed page of the slug `home`, where there is one, with those who have waited longest."""
    content, digest = _front(locale)
    waiting = readers.cases(readers.Filters(locales=[locale], status=["open"], limit=FRONT_CARDS)).results
    chrome = frame.chrome(locale, here=FRONT)
    picture = share_pictures.of_site(request, locale)
    return finished.answer(
        request,
        finished.tag(
            "home", locale, digest, chrome.drawn_from, [card.as_json() for card in waiting], picture
        ),
        lambda: renderers.render_page(
            Document("page", content.get("id", ""), locale, content, None, False),
            chrome=chrome,
            languages=chrome.languages("home:home"),
            page_lang=chrome.foreign(content.get("locale")),
            readable=_readable(chrome, content),
            cards=[cards.shown(card, locale) for card in waiting],
            share_picture=picture,
        ),
        # It shows parts of stories: engines may take it only where everyone on it allowed them to.
        searchable=all(card.searchable for card in waiting),
    )


@require_safe
@document
def page(request: HttpRequest, locale: str, slug: str) -> HttpResponse:
    if slug == FRONT:
        return protect(redirect("home:home", locale=locale, permanent=True))
    found = readers.page(slug, locale)
    chrome = frame.chrome(locale, here=slug)
    picture = share_pictures.of_site(request, locale)
    return finished.answer(
        request,
        finished.tag("page", locale, found.digest, found.locales, chrome.drawn_from, picture),
        lambda: renderers.render_page(
            Document("page", found.subject, locale, found.content, None, False),
            chrome=chrome,
            languages=chrome.languages("home:page", slug),
            share_picture=picture,
            share_title=found.content.get("title"),
            share_description=found.content.get("intro"),
        ),
        searchable=True,
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For those who ask for it unasked: the stitch that every document names as its icon."""
    response = protect(redirect(static("home/stitch.svg")))
    del response["Cache-Control"]
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response


@require_safe
def style(request: HttpRequest, name: str) -> HttpResponse:
    """A site's look under the hash of itself; those of another day are not kept.

    Each language's site is signed by itself, so for a while their looks may differ.
    """
    chosen = next((look for look in readers.themes() if theme.name(look) == name), None)
    if chosen is None:
        raise Http404
    response = protect(HttpResponse(theme.stylesheet(chosen), content_type="text/css"), searchable=True)
    del response["Cache-Control"]
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


def _front(locale: str) -> tuple[dict[str, Any], str]:
    """In the reader's language, else in the page's own, else nothing."""
    for asked in (locale, None):
        try:
            found = readers.page(FRONT, asked)
        except Refusal:
            continue
        return found.content, found.digest
    return {"slug": FRONT}, ""


def _readable(chrome: Chrome, content: dict[str, Any]) -> list[dict[str, str]]:
    """The language the front page is told in, where that is not the reader's."""
    told_in = content.get("locale") or chrome.site.get("locale") or chrome.locale
    return [] if told_in == chrome.locale else chrome.languages("home:home", codes=[told_in])
