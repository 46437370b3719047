"""Redirects of addresses with a query: no cache keeps what people look for, no later page is told of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class QuietRedirectMiddleware:
    """Stands first, to see the redirects of the others: to https, and to the address with its slash."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Location" in response and request.META.get("QUERY_STRING"):
            response["Cache-Control"] = "no-store"
            response["Referrer-Policy"] = "no-referrer"
        return response
