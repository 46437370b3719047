"""Allauth's screens, where ours differ."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.views.account import password_reset_enabled

from sixdegree.staff import factors


class SignInView(LoginView):
    """The one door for a password, at the address of Wagtail's. It opens the admin only past the factor."""

    template_name = "staff/sign_in.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Who is signed in without a right to the admin is shown the form, or would be sent round for ever.
        user: Any = request.user
        if user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
            return redirect(self.get_success_url() or "wagtailadmin_home")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["next"] = self.request.GET.get("next") or self.request.POST.get("next") or ""
        context["password_alone"] = not settings.SECOND_FACTOR_REQUIRED
        context["show_password_reset"] = password_reset_enabled()
        return context


class SetUpView(ActivateTOTPView):
    """Who set the factor up has just shown it: the same session goes on."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method=factors.FACTOR, type="totp")
        return response
