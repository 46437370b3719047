"""Signing: the exact bytes that were seen, by someone who wrote none of them. The last signature releases."""

from datetime import datetime
from typing import Any

from django.db import transaction

from publication.actions import signoffs
from publication.models import Candidate, SignOff
from review.actions import answers, releasing
from review.actions.attempts import attempts
from review.actions.releasing import AT_ONCE, When
from review.actions.standing import check_recent, check_reviewer, hold_together, waiting_for


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

    `checklist` answers every line that `review.checklist.asked` names with "yes" and the founding rule with
    "no"; its `overrides` give a reason for each finding that holds, by key. Raises CannotSign,
    CannotSchedule, or publication's SignOffRefused and ReleaseRefused: then nothing was signed.
    """
    hold_together(candidate_id)
    waiting_for(candidate_id)
    candidate = Candidate.objects.get(pk=candidate_id)
    check_reviewer(candidate, reviewer)
    check_recent(reauthenticated_at)
    answers.check(candidate, checklist)
    signoff = signoffs.sign(
        candidate, reviewer, digest, review_digest, checklist, reauthenticated_at=reauthenticated_at
    )
    answers.record_overrides(candidate, checklist, reviewer)
    releasing.after_signature(candidate, reviewer, when)
    return signoff
