"""Who signs has just proved who they are: asked on the sign form itself, so that nothing filled in is lost.

A host that signs its staff in another way names its own class in `SIXDEGREE_REVIEW_REAUTHENTICATION`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth import SESSION_KEY, authenticate, logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from review import conf

PROVED = "sixdegree_review_proved"
GUESSES = "sixdegree_review_guesses"
GUESSES_ALLOWED = 5


class PasswordReauthentication:
    """The password again. Subclasses add to `fields`, `check` and, where they know more, `proved_at`."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def fields(self) -> dict[str, forms.Field]:
        """What is asked, by name."""
        attributes = {"autocomplete": "current-password"}
        return {
            "password": forms.CharField(
                label=gettext_lazy("Your password"),
                strip=False,
                widget=forms.PasswordInput(attrs=attributes),
                help_text=gettext_lazy("Whoever signs proves first who they are."),
            )
        }

    def check(self, answers: dict[str, str]) -> None:
        """Raises ValidationError, by field, where an answer is wrong."""
        # Through the backends, so that a host's own limit on guesses counts these too.
        user: Any = self.request.user
        proved = authenticate(self.request, username=user.get_username(), password=answers["password"])
        if proved is None or proved.pk != user.pk:
            raise ValidationError({"password": _("This is not your password. Nothing was signed.")})

    def proved_at(self) -> datetime | None:
        """When the person of this session last proved who they are."""
        proved = self.request.session.get(PROVED)
        if not proved or proved["user"] != str(self.request.user.pk):
            return None
        return datetime.fromtimestamp(proved["at"], UTC)

    def remember(self) -> None:
        # Besides the time nothing of the answers is kept.
        now = timezone.now().timestamp()
        self.request.session[PROVED] = {"user": str(self.request.user.pk), "at": now}


class ConfirmForm(forms.Form):
    """What the host's reauthentication asks, beside the checklist and never stored."""

    prefix = "reauthentication"

    def __init__(self, asks: PasswordReauthentication, data: Any = None) -> None:
        super().__init__(data)
        self.asks = asks
        self.fields.update(asks.fields())

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        session = self.asks.request.session
        if not self.errors:
            try:
                self.asks.check(answers)
            except ValidationError:
                session[GUESSES] = session.get(GUESSES, 0) + 1
                if session[GUESSES] >= GUESSES_ALLOWED:
                    logout(self.asks.request)
                raise
            session.pop(GUESSES, None)
            self.asks.remember()
        return answers


def asked(request: HttpRequest, data: Any = None) -> ConfirmForm | None:
    """The form to fill in before signing; None where the session proved itself minutes ago."""
    return None if proved_at(request) else ConfirmForm(_asks(request), data)


def proved_at(request: HttpRequest) -> datetime | None:
    """When the signer proved who they are, if that was recently enough to sign, in this very session."""
    at = _asks(request).proved_at() if by_session(request) else None
    recent = at is not None and timedelta(0) <= timezone.now() - at <= conf.reauthentication_age()
    return at if recent else None


def refuse_other_than_sessions(request: HttpRequest) -> None:
    """Raises PermissionDenied for a token, for Basic and for whatever else names a user without a session."""
    if not by_session(request):
        raise PermissionDenied(
            _("Signing needs a session in which you signed in yourself. Tokens never sign.")
        )


def by_session(request: HttpRequest) -> bool:
    session = getattr(request, "session", {})
    named = session.get(SESSION_KEY) == str(request.user.pk) and request.user.is_authenticated
    return named and "Authorization" not in request.headers


def _asks(request: HttpRequest) -> PasswordReauthentication:
    asks: PasswordReauthentication = import_string(conf.reauthentication())(request)
    return asks
