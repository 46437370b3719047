"""Who moves money or signs has just proved who they are: asked on the very form, so that nothing filled in is
lost.

A host that signs its staff in in another way names its own class in `SIXDEGREE_PAYMENTS_REAUTHENTICATION`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth import SESSION_KEY, authenticate, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PROVED = "sixdegree_proved"
GUESSES = "sixdegree_guesses"
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
                help_text=gettext_lazy("Whoever signs or moves money proves first who they are."),
            )
        }

    def check(self, answers: dict[str, str]) -> None:
        """Raises ValidationError, by field, where an answer is wrong."""
        # Through the backends, so that a host's own limit on guesses counts these too.
        user: Any = self.request.user
        proved = authenticate(self.request, username=user.get_username(), password=answers["password"])
        if proved is None or proved.pk != user.pk:
            raise ValidationError({"password": _("This is not your password. Nothing was done.")})

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
    """What the host's reauthentication asks, beside the form it confirms and never stored."""

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


def proved_at(asks: PasswordReauthentication, age: timedelta) -> datetime | None:
    """When they proved who they are, if that was no longer than `age` ago, in this very session."""
    at = asks.proved_at() if by_session(asks.request) else None
    recent = at is not None and timedelta(0) <= timezone.now() - at <= age
    return at if recent else None


def by_session(request: HttpRequest) -> bool:
    """Not a token, nor Basic, nor whatever else names a user without a session."""
    session = getattr(request, "session", {})
    named = session.get(SESSION_KEY) == str(request.user.pk) and request.user.is_authenticated
    return named and "Authorization" not in request.headers
