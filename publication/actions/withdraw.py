"""Withdrawal: the survivor's own word, and nothing stands before it."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from publication import log
from publication.exceptions import WithdrawalRefused
from publication.models import PublicationTerm, Withdrawal, WithdrawalReason


def withdraw(public_id: str, by: AbstractBaseUser | None, reason: str = "") -> Withdrawal:
    """Hide the case everywhere from the next request on. Inserts only: it waits on no lock.

    The reason is kept where only case officers read it. Withdrawing twice is as good as once. Raises
    `WithdrawalRefused` where no term has this id.
    """
    if not PublicationTerm.objects.filter(public_id=public_id).exists():
        raise WithdrawalRefused(_("No case was ever prepared for publication under this id. Check the id."))
    standing = Withdrawal.objects.filter(public_id=public_id).first()
    return standing or _withdraw(public_id, by, reason)


def _withdraw(public_id: str, by: AbstractBaseUser | None, reason: str) -> Withdrawal:
    with transaction.atomic():
        withdrawal = Withdrawal.objects.create(public_id=public_id)
        WithdrawalReason.objects.create(
            withdrawal=withdrawal, reason=reason, actor_id=by.pk if by is not None else None
        )
        log.record("withdraw", public_id, by)
    return withdrawal
