"""The survivor's card: drawing its code, and finding the file of a code that is read out to an officer."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from django.utils.translation import gettext as _

from casepages import actions as casepages
from casepages import codes
from casepages.models import CaseFile, WithdrawalCode
from publication import log
from publication.models import LogEntry
from review import conf
from review.exceptions import CodeRefused

TRIED = "withdrawal_code.try"


def draw_code(case_file: CaseFile, by: AbstractBaseUser) -> str:
    """A new code for the file's card, grouped as it is printed. Shown once; the card before it is void."""
    code = casepages.draw_code(case_file, by)
    log.record("withdrawal_code.draw", case_file.ref, by)
    return codes.grouped(code)


def find_by_code(typed: str, officer: AbstractBaseUser) -> CaseFile:
    """The file of a code, also of one that a withdrawal used up. A code that could be one counts as a try.

    Raises CodeRefused: mistyped (no try), too many tries within the hour, unknown or replaced.
    """
    code = codes.read(typed)
    if not codes.is_whole(code):
        raise CodeRefused(
            _("A digit is wrong or missing: the number has %(digits)d digits. Ask to hear it again.")
            % {"digits": codes.DIGITS}
        )
    # Noted before it is looked up, so that tries made at the same moment count each other.
    log.record(TRIED, "", officer)
    if tries(officer) > conf.code_tries():
        raise CodeRefused(
            _(
                "You entered %(count)d codes within an hour, so no more are looked up for now. Find the file "
                "by its case number, or ask another officer: nothing else stands in the way of a withdrawal."
            )
            % {"count": conf.code_tries()}
        )
    found = WithdrawalCode.objects.filter(digest=codes.fingerprint(code)).first()
    if found is None or found.ending == WithdrawalCode.REPLACED:
        raise CodeRefused(_("No card with this number is valid. Ask for the case number or another card."))
    # Nothing is decrypted on the way: a lost key must not stand before a withdrawal.
    case_file = CaseFile.objects.without_private_texts().get(pk=found.case_file_id)
    log.record("withdrawal_code.find", case_file.ref, officer)
    return case_file


def tries(officer: AbstractBaseUser) -> int:
    """How many codes this officer entered within the last hour."""
    since = timezone.now() - timedelta(hours=1)
    return LogEntry.objects.filter(verb=TRIED, actor=str(officer.pk), at__gt=since).count()
