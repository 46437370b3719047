"""The picture that a network shows beside a link. What it may be is asked of the consent at every request."""

import hashlib
import json

import PIL
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from home.documents import frame, share_picture, theme
from home.documents.chrome import Chrome
from home.documents.headers import REVALIDATED, protect
from home.documents.views.errors import document
from publication import conf, readers


@require_safe
@document
def of_case(request: HttpRequest, locale: str, public_id: str) -> HttpResponse:
    """The case's weave where consent allows a picture for sharing, else the site's own.

    404 and 410 as the story's own address answers them.
    """
    found = readers.case(public_id, locale)
    return _answer(request, frame.chrome(locale), found.subject if found.shareable else "")


@require_safe
@document
def of_site(request: HttpRequest, locale: str) -> HttpResponse:
    return _answer(request, frame.chrome(locale), "")


def _etag(*drawn_from: object) -> str:
    """Of what the picture is drawn from, and by: who holds this one has none drawn anew."""
    made_by = (conf.build(), PIL.__version__)
    return f'"{hashlib.sha256(json.dumps([*made_by, *drawn_from]).encode()).hexdigest()[:32]}"'


def _answer(request: HttpRequest, chrome: Chrome, public_id: str) -> HttpResponse:
    colours = tuple(theme.by_day(chrome.site.get("theme") or {}).items())
    etag = _etag(public_id, chrome.name, colours)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        picture = share_picture.drawn(public_id, chrome.name, colours)
        response = HttpResponse(picture, content_type="image/png")
    response["ETag"] = etag
    return protect(response, cache=REVALIDATED)
