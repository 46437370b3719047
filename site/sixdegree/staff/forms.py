"""Allauth's forms under Wagtail's field names, each wrong answer counted."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

from sixdegree.staff.codes import CountedCode

CODE_HELP = _("Six digits from your authenticator app, or one of your recovery codes.")


class SignInForm(LoginForm):
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        username = forms.CharField(label=_("Username"), widget=forms.TextInput({"autocomplete": "username"}))
        password = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )
        self.fields = {"username": username, "password": password}

    def clean(self) -> dict[str, Any] | None:
        # Allauth looks for it under its own name.
        self.cleaned_data["login"] = self.cleaned_data.get("username")
        cleaned: dict[str, Any] | None = super().clean()
        return cleaned

    def user_credentials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("username", "password")}


class _Asked:
    """The code field as our other fields look."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field()


class SignInCodeForm(CountedCode, _Asked, AuthenticateForm):
    pass


class ConfirmCodeForm(CountedCode, _Asked, ReauthenticateForm):
    pass


def code_field() -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    widget = forms.TextInput(attributes)
    return forms.CharField(label=_("Code"), max_length=20, help_text=CODE_HELP, widget=widget)
