"""What readers see whose network is gone: one page, kept by a worker in their browser beside its styles."""

import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.documents import finished, frame, languages
from home.documents.views.errors import document

STYLES = ("home/lite.css", "home/giving.css", "home/print.css", "home/stitch.svg")


@require_safe
@document
def offline(request: HttpRequest, locale: str) -> HttpResponse:
    chrome = frame.chrome(locale)
    return finished.answer(
        request,
        finished.tag("offline", locale, chrome.drawn_from),
        lambda: render_to_string(
            "home/offline.html",
            {"locale": locale, "chrome": chrome, "languages": chrome.languages("home:offline")},
        ),
        searchable=False,
    )


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps it. Any change of the site makes it another text, which renews what is kept."""
    found = finders.find("lite/offline.js")
    if found is None:
        raise Http404
    with frame.met_at(request):
        shell = _shell()
    text = f"const SHELL={json.dumps(shell, sort_keys=True)};{Path(str(found)).read_text()}"
    return finished.answer(
        request,
        finished.tag("worker", text),
        lambda: text,
        searchable=False,
        content_type="text/javascript; charset=utf-8",
    )


def _shell() -> dict[str, Any]:
    chromes = {locale: frame.chrome(locale) for locale in frame.chrome(languages.codes()[0]).locales}
    pages = {locale: reverse("home:offline", args=[locale]) for locale in chromes}
    looks = {chrome.theme_url for chrome in chromes.values() if chrome.theme_url}
    drawn = finished.tag("offline", [chrome.drawn_from for chrome in chromes.values()])
    return {
        "name": f"sixdegree-{drawn}",
        "pages": pages,
        "files": [*(static(name) for name in STYLES), *sorted(looks)],
    }
