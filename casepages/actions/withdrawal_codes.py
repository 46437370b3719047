"""Drawing a code for a survivor's card, ending it, and finding the file of one that is read out."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casepages import codes
from casepages.models import CaseFile, WithdrawalCode


@transaction.atomic
def draw_code(case_file: CaseFile, by: AbstractBaseUser) -> str:
    """A new code for the file's card; the one before it ends. It is returned once and kept nowhere."""
    CaseFile.objects.select_for_update().filter(pk=case_file.pk).values_list("pk").first()
    _end(WithdrawalCode.objects.filter(case_file=case_file), WithdrawalCode.REPLACED)
    code = codes.draw()
    WithdrawalCode.objects.create(case_file=case_file, digest=codes.fingerprint(code), drawn_by_id=by.pk)
    return code


def use_up_codes(file_ref: str) -> int:
    """After a withdrawal the card has done what it was for. Safe to repeat."""
    return _end(WithdrawalCode.objects.filter(case_file__ref=file_ref), WithdrawalCode.USED)


def _end(drawn: QuerySet[WithdrawalCode], ending: str) -> int:
    return int(drawn.filter(ended_at=None).update(ended_at=timezone.now(), ending=ending))
