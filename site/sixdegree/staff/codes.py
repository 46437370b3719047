"""A code counts against the lock-out when it is wrong, and opens one thing once when it is right."""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sixdegree.staff import lockout


class CountedCode:
    """For allauth's forms that take a code: see `sixdegree.staff.forms`."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        if lockout.locked(context.request, self.user):
            raise ValidationError(_("Too many wrong answers. Wait, then try again."))
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            _use_once(self.authenticator, code)
        except ValidationError:
            lockout.count(context.request, self.user)
            raise
        return code


@transaction.atomic
def _use_once(authenticator: Authenticator, code: str) -> None:
    """A code from an app opens nothing twice.

    Allauth remembers used codes in a cache, which other processes do not share and which forgets before a
    code of the neighbouring half minute ends.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    digits = "".join(character for character in code if character.isdigit())
    steps = yield_hotp_counters_from_time()
    # None where its time ended after allauth had looked at it.
    step = next((step for step in steps if format_hotp_value(hotp_value(secret, step)) == digits), None)
    if step is None:
        raise ValidationError(_("The time of this code is over. Wait for the next one."))
    if step <= row.data.get("last_step", 0):
        raise ValidationError(_("This code was used already. Wait for the next one."))
    row.data["last_step"] = step
    row.save(update_fields=["data"])
