"""How the API says no (RFC 9457, problem+json): here, since every app with routes stands on this one."""

import json
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

LABELS = "sixdegree_"


def render_refusals(api: NinjaAPI) -> None:
    """Let an API answer what any installed app of ours refuses, and what it cannot read, as problem+json."""
    for refusal in refusals():
        api.add_exception_handler(refusal, refuse)
    api.add_exception_handler(ValidationError, unreadable)
    api.add_exception_handler(HttpError, broken)
    api.add_exception_handler(Http404, not_found)


def refusals() -> Iterator[type[Exception]]:
    """Each app's `exceptions.Refusal`: it has `status`, `type`, `title`, `detail` and `extra`."""
    for config in apps.get_app_configs():
        module = f"{config.name}.exceptions"
        if config.label.startswith(LABELS) and find_spec(module):
            yield import_module(module).Refusal


def problem(status: int, type_: str, title: str, detail: str, **extra: Any) -> HttpResponse:
    """An answer of type `application/problem+json`; `detail` is the sentence for the person who meets it."""
    body = {"type": type_, "title": title, "status": status, "detail": detail, **extra}
    # A 404 of today may be a release tomorrow: no cache may keep it, and a 410 is news to every robot.
    headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, noarchive"}
    return HttpResponse(
        json.dumps(body), status=status, content_type="application/problem+json", headers=headers
    )


def refuse(request: HttpRequest, refusal: Any) -> HttpResponse:
    response = problem(refusal.status, refusal.type, refusal.title, refusal.detail, **refusal.extra)
    say_when(response, refusal)
    return response


def say_when(response: HttpResponse, refusal: Any) -> None:
    """`Retry-After`, in seconds, where the refusal knows it (RFC 9110)."""
    if seconds := refusal.extra.get("retry_after"):
        response["Retry-After"] = str(seconds)


def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """For ninja's ValidationError."""
    # The sender's own input is never echoed: it may hold what was not meant to be logged.
    fields = sorted({_named(*item["loc"]) for item in error.errors})
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "invalid-request",
        _("The request cannot be read."),
        _("Correct these parts and send it again: %(fields)s.") % {"fields": ", ".join(fields)},
        fields=fields,
    )


def _named(where: str, *parts: Any) -> str:
    """As the sender wrote it: of a body, ninja names our own argument for the whole of it first."""
    return ".".join(str(part) for part in (parts[1:] if where == "body" else parts)) or where


def broken(request: HttpRequest, error: Any) -> HttpResponse:
    """For ninja's HttpError, of which a body that is not JSON is the usual one."""
    return problem(
        error.status_code,
        "invalid-request",
        _("The request cannot be answered."),
        _("%(reason)s. Compare it with the documentation of this API.") % {"reason": error.message},
    )


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """For a project's `handler400`, where the address is one of the API."""
    return problem(
        HTTPStatus.BAD_REQUEST,
        "invalid-request",
        _("The request cannot be read."),
        _("It is damaged or too large. Compare it with the documentation of this API."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """For a project's `handler404`, where the address is one of the API."""
    return problem(
        HTTPStatus.NOT_FOUND,
        "not-found",
        _("Not found"),
        _("This API has no such address. Compare it with the documentation of this API."),
    )


def method_not_allowed(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    methods = ", ".join(allowed)
    response = problem(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "method-not-allowed",
        _("Not at this address"),
        _("This address answers %(methods)s only. Ask it so.") % {"methods": methods},
    )
    response["Allow"] = methods
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """For a project's `handler500`, where the address is one of the API."""
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "server-error",
        _("Something failed on our side"),
        _("It is noted. Try again in a few minutes; a gift with the same Idempotency-Key counts once."),
    )
