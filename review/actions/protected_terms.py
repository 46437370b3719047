"""What an officer does with protected terms, noted in the log by ids and counts alone."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from casepages.actions import enter_terms, remove_terms
from casepages.actions.protected_terms import Entered
from casepages.models import CaseFile
from publication import log


@sensitive_variables()
@transaction.atomic
def enter(case_file: CaseFile, kind: str, lines: list[str], by: AbstractBaseUser) -> Entered:
    """Protect each line as a term of this kind; what cannot be looked for is told by its line's number."""
    entered = enter_terms(case_file, kind, lines, by)
    if entered.kept:
        log.record("terms.enter", case_file.ref, by, kind=kind, count=entered.kept)
    return entered


@transaction.atomic
def remove(case_file: CaseFile, kind: str, by: AbstractBaseUser) -> int:
    """Remove all terms of a kind. Returns how many there were."""
    count = remove_terms(case_file, kind, by)
    if count:
        log.record("terms.remove", case_file.ref, by, kind=kind, count=count)
    return count
