"""Passing a story on: the link for the next hand, where no script asks for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.documents import api, degrees, frame, scripts
from home.documents.headers import protect
from home.documents.travelled import travelled
from home.documents.views.errors import document
from publication import readers
from publication.documents import Document


# Nothing is stored, counted or changed by it: there is nothing that a foreign form could do here.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@document
def share(request: HttpRequest, locale: str, public_id: str) -> HttpResponse:
    """404 and 410 as the story's own address answers them."""
    found = readers.case(public_id, locale)
    chrome = frame.chrome(locale)
    url = reverse("home:case", args=[locale, public_id])
    asked = request.POST if request.method == "POST" else request.GET
    token = degrees.carried(asked.get("degree", ""))
    shown = Document("case", found.subject, locale, found.content)
    context: dict[str, Any] = {
        "locale": locale,
        "chrome": chrome,
        "languages": chrome.languages("home:share", public_id, codes=list(found.locales)),
        "case": found.content,
        "case_url": url,
        "share_url": reverse("home:share", args=[locale, public_id]),
        "degree": token,
        "picture": shown.picture(found.content.get("picture")),
        "degrees_url": api.url("create_degree"),
        "script": scripts.url("share"),
        "travelled": travelled(found.funding.as_json() if found.funding else None),
    }
    if request.method == "POST":
        link, number = degrees.onward(request.build_absolute_uri(url), token)
        context |= {"link": link, "number": number}
    return protect(HttpResponse(render_to_string("home/share.html", context)))
