"""What allauth asks of a project: nobody signs up, secrets are encrypted, old sessions prove themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casepages.encryption import seal, unseal
from review import conf
from sixdegree.staff import factors


class StaffAccount(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Your username and password do not match. Please try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by an administrator."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not where the session proved the person, by all they have, within the last minutes."""
        proved = factors.proved_at(context.request)
        return proved is None or timezone.now() - proved > conf.reauthentication_age()

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A password does not stand in for a factor: who has one changes it by one."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if user.is_authenticated and factors.enrolled(user):
            return [method for method in methods if method["id"] == "mfa_reauthenticate"]
        return methods

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """`review.accounts` writes to the person and to every reviewer instead."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The screens say it themselves."""


class StaffFactors(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return str(settings.WAGTAIL_SITE_NAME)

    def build_totp_svg(self, url: str) -> str:
        """Drawn by ourselves and put into the page: nobody outside sees the secret, no policy is widened."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]
