"""At signing and at moving money: the password, and the code where the person has one, on the same form."""

from datetime import datetime
from typing import Any

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from payments.reauthentication import PasswordReauthentication
from sixdegree.staff import factors, lockout
from sixdegree.staff.forms import ConfirmCodeForm, code_field


class StaffReauthentication(PasswordReauthentication):
    """Counts wrong answers with those at sign-in; what was right is kept in allauth's own records."""

    def fields(self) -> dict[str, forms.Field]:
        asked = super().fields()
        return {**asked, "code": code_field()} if factors.enrolled(self.request.user) else asked

    def check(self, answers: dict[str, str]) -> None:
        user: Any = self.request.user
        if lockout.locked(self.request, user):
            raise ValidationError(_("Too many wrong answers. Wait, then try again."))
        super().check(answers)
        if factors.enrolled(user):
            self._check_code(answers["code"])
        reauthenticate_by_password(self.request)
        lockout.forget(self.request, user)

    def _check_code(self, code: str) -> None:
        form = ConfirmCodeForm({"code": code}, user=self.request.user)
        if not form.is_valid():
            raise ValidationError({"code": form.errors["code"].as_data()})
        form.save()

    def proved_at(self) -> datetime | None:
        return factors.proved_at(self.request)

    def remember(self) -> None:
        """Allauth's records do."""
