"""The one list of public routers, and the one rendering of a refusal (RFC 9457, problem+json)."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

ROUTERS = ["publication.api.router", "search.api.router", "payments.api.router", "review.previews.api.router"]
REFUSALS = [
    "publication.exceptions.Refusal",
    "payments.exceptions.Refusal",
    "search.exceptions.Refusal",
    "review.exceptions.Refusal",
]

api = NinjaAPI(
    title="Sixdegree",
    version="1",
    urls_namespace="api-v1",
    openapi_url="openapi.json",
    docs_url="docs/",
)


def problem(status: int, type_: str, title: str, detail: str, **extra: Any) -> HttpResponse:
    """An answer of type `application/problem+json`; `detail` is the sentence for the person who meets it."""
    body = {"type": type_, "title": title, "status": status, "detail": detail, **extra}
    # A 404 of today may be a release tomorrow: no cache may keep it, and a 410 is news to every robot.
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive"}
    return HttpResponse(
        json.dumps(body), status=status, content_type="application/problem+json", headers=headers
    )


def refuse(request: HttpRequest, refusal: Any) -> HttpResponse:
    return problem(refusal.status, refusal.type, refusal.title, refusal.detail, **refusal.extra)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # The sender's own input is never echoed: it may hold what was not meant to be logged.
    fields = sorted({".".join(str(part) for part in item["loc"][1:]) or "body" for item in error.errors})
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid-request",
        _("The request cannot be read."),
        _("Correct these parts and send it again: %(fields)s.") % {"fields": ", ".join(fields)},
        fields=fields,
    )


for name in ROUTERS:
    api.add_router("", import_string(name))
for name in REFUSALS:
    api.add_exception_handler(import_string(name), refuse)
