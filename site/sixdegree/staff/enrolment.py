"""Past a password nobody gets further than to the second factor: to set it up, or to show it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from payments.donors.backends import DONOR
from sixdegree.staff import factors

# Also open to a stranger: signing in and out, and what the screens themselves are made of.
ALWAYS = {
    "account_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "mfa_authenticate",
}
TO_ENROL = ALWAYS | {"mfa_activate_totp", "account_reauthenticate"}
TO_SHOW_IT = ALWAYS | {"mfa_reauthenticate"}


class SecondFactorMiddleware:
    """Closes the admin and the staff's files to every session without the factor, whatever its door was."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        if not self.guarded(request):
            return None
        # A donor's session is of another door: here it is as good as none, and sets up no factor.
        if request.session.get(BACKEND_SESSION_KEY) == DONOR:
            request.user = AnonymousUser()
        if not settings.SECOND_FACTOR_REQUIRED:
            return None
        if not request.user.is_authenticated or factors.passed(request):
            return None
        return self.sent_on(
            request, "mfa_reauthenticate" if factors.enrolled(request.user) else "mfa_activate_totp"
        )

    def guarded(self, request: HttpRequest) -> bool:
        return request.path_info.startswith((reverse("wagtailadmin_home"), settings.MEDIA_URL))

    def sent_on(self, request: HttpRequest, screen: str) -> HttpResponseBase | None:
        match = request.resolver_match
        open_now = TO_SHOW_IT if screen == "mfa_reauthenticate" else TO_ENROL
        if match and match.view_name in open_now:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest" or "/api/" in request.path_info:
            return JsonResponse({"detail": _("Set up or show your second factor first.")}, status=403)
        came_for = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{reverse(screen)}?{came_for}" if came_for else reverse(screen))
