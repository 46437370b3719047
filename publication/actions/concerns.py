"""Handing in a privacy concern: nothing of the sender is kept that was not typed, and no hour."""

from django.utils.translation import gettext as _

from payments import proof_of_work
from publication import concerns
from publication.concerns import LONGEST_CONTACT, LONGEST_TEXT, Concern
from publication.exceptions import ConcernRefused, NotFound
from publication.models import PublicRecord
from publication.models.kinds import Kind


def hand_in(case: str, locale: str, text: str, contact: str = "", *, proof: str | None = None) -> None:
    """Pass a concern about a case that is or was public to the desk.

    With a `proof` of work it counts against the wider ceiling. Raises `ConcernRefused`, `NotFound`, and
    payments' `ProofRefused`. Nothing is logged: an entry would tell the moment.
    """
    text, contact = text.strip(), contact.strip()
    _check(case, text, contact)
    if proof is not None:
        proof_of_work.spend(proof)
    concerns.pass_on(Concern(case, locale, text, contact, proved=proof is not None))


def _check(case: str, text: str, contact: str) -> None:
    if not concerns.taken():
        raise NotFound(_("There is nothing public at this address."))
    if not text:
        raise ConcernRefused(_("Write what worries you, then send it again."))
    if len(text) > LONGEST_TEXT or len(contact) > LONGEST_CONTACT:
        raise ConcernRefused(
            _("This is too long. Use at most %(text)d characters, and %(contact)d for how to reach you.")
            % {"text": LONGEST_TEXT, "contact": LONGEST_CONTACT}
        )
    if not PublicRecord.objects.filter(kind=Kind.CASE, subject=case).exists():
        raise NotFound(_("There is nothing public at this address."))
