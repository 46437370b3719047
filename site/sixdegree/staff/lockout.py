"""One count of wrong answers for every door: password, code and recovery code, at sign-in and at signing."""

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked(request: HttpRequest, user: Any) -> bool:
    """Whether this person may not even try from this address; then the answer is the lock-out page."""
    allowed = AxesProxyHandler.is_allowed(request, _credentials(user))
    if not allowed:
        request.axes_locked_out = True  # type: ignore[attr-defined]
    return not allowed


def count(request: HttpRequest, user: Any) -> None:
    """Count a wrong code as a wrong password is counted."""
    user_login_failed.send(sender=__name__, credentials=_credentials(user), request=request)


def forget(request: HttpRequest, user: Any) -> None:
    """Both factors were right: the wrong answers before them count no more."""
    address = request.META.get("REMOTE_ADDR")
    AxesProxyHandler.reset_attempts(username=user.get_username(), ip_address=address)


def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return render(request, "staff/locked.html", status=429)


def _credentials(user: Any) -> dict[str, str]:
    return {"username": user.get_username()}
