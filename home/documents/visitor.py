"""Who is signed in on a donor's own pages: by a cookie that browsers send to these pages and to no other."""

import functools
from collections.abc import Callable

from allauth.headless.constants import Client
from allauth.headless.internal.authkit import authentication_context
from allauth.headless.internal.decorators import mark_request_as_headless
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from home.documents import languages
from payments.donors.strategies import DonorTokens

COOKIE = "my-giving-{}"
View = Callable[..., HttpResponse]


def visited(view: View) -> View:
    """Within it session and user are the donor's; whoever is signed in to the admin stays so, and apart."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, locale: str, **kwargs: str) -> HttpResponse:
        token = request.COOKIES.get(COOKIE.format(locale), "")
        # A session that has ended is as good as none.
        known = bool(token and DonorTokens().lookup_session(token))
        request.donor_token = token if known else None  # type: ignore[attr-defined]
        mark_request_as_headless(request, Client.APP)
        with authentication_context(request):
            response = view(request, locale, **kwargs)
            kept = _token(request)
        return response if kept == token else _kept(response, kept)

    return wrapped


def _token(request: HttpRequest) -> str:
    return "" if request.session.is_empty() else DonorTokens().create_session_token(request)


def _kept(response: HttpResponse, token: str) -> HttpResponse:
    """One cookie for each language, since its path begins with it; all of them go together."""
    for code in languages.codes():
        name, path = COOKIE.format(code), reverse("home:my-giving", args=[code])
        if token:
            response.set_cookie(
                name,
                token,
                path=path,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        else:
            response.delete_cookie(name, path=path, samesite="Lax")
    return response
