"""Signing: the exact bytes that were seen, by someone who wrote none of them. The last signature releases."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from publication.actions import signoffs
from publication.models import Candidate, SignOff
from review.actions import releasing
from review.actions.attempts import attempts
from review.actions.releasing import AT_ONCE, When
from review.actions.standing import check_recent, check_reviewer, hold_together, waiting_for
from review.checklist import CHECKLIST, FOUNDING_QUESTION
from review.exceptions import CannotSign


@attempts("candidate.sign.refused")
@transaction.atomic
def sign(
    candidate_id: int,
    reviewer: Any,
    checklist: dict[str, Any],
    *,
    digest: str,
    review_digest: str,
    reauthenticated_at: datetime | None,
    when: When = AT_ONCE,
) -> SignOff:
    """Sign one candidate under the two digests that were shown; release it where this was the last signature.

    What waits together in several languages is released together, with the last signature of them all, unless
    `when` says otherwise. `reauthenticated_at` is when the reviewer last proved who they are, in the session
    that signs; None where they did not, and then nothing is signed.

    `checklist` answers every question of `review.checklist.CHECKLIST` with "yes" and the founding rule
    with "no". Raises CannotSign, CannotSchedule, or publication's SignOffRefused and ReleaseRefused: then
    nothing was signed.
    """
    hold_together(candidate_id)
    waiting_for(candidate_id)
    candidate = Candidate.objects.get(pk=candidate_id)
    check_reviewer(candidate, reviewer)
    check_recent(reauthenticated_at)
    _check_answers(checklist)
    signoff = signoffs.sign(
        candidate, reviewer, digest, review_digest, checklist, reauthenticated_at=reauthenticated_at
    )
    releasing.after_signature(candidate, reviewer, when)
    return signoff


def _check_answers(checklist: dict[str, Any]) -> None:
    if checklist.get(FOUNDING_QUESTION) != "no":
        raise CannotSign(
            _(
                "If publishing this could leave anyone worse off, it is not published. Return it with the "
                "reason."
            )
        )
    unanswered = [name for name in CHECKLIST if checklist.get(name) != "yes"]
    if unanswered:
        raise CannotSign(_("Confirm every line of the checklist, or return the text with the reason."))
