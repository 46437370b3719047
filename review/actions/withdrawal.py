"""A survivor takes her consent back: one act, at once, whatever else is going on."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _

from casepages.models import CaseFile
from publication.actions import terms
from publication.actions.withdraw import withdraw as withdraw_term
from review.exceptions import NothingToWithdraw


def withdraw(case_file: CaseFile, by: AbstractBaseUser, reason: str) -> str:
    """Close everything public about the file's case; `reason` stays private. Returns the public id.

    Raises NothingToWithdraw where no consent stands.
    """
    term = terms.current_term(case_file.ref)
    if term is None:
        raise NothingToWithdraw(
            _("No consent stands for %(file)s, so nothing of it is public.") % {"file": case_file.short_name}
        )
    withdraw_term(term.public_id, by, reason)
    return str(term.public_id)
