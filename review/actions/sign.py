"""Signing: the exact bytes that were seen, by someone who wrote none of them. The last signature releases."""

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from publication.actions import signoffs
from publication.actions.release import release
from publication.models import Candidate, SignOff
from review.actions.attempts import attempts
from review.actions.standing import check_recent, check_reviewer, waiting_for
from review.checklist import CHECKLIST, FOUNDING_QUESTION
from review.exceptions import CannotSign
from review.guard import mirror
from review.models import PrivacyReviewTask, PrivacyReviewTaskState

logger = logging.getLogger(__name__)


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
) -> SignOff:
    """Sign one candidate under the two digests that were shown; release it where this was the last signature.

    `reauthenticated_at` is when the reviewer last proved who they are, in the session that signs; None
    where they did not, and then nothing is signed.

    `checklist` answers every question of `review.checklist.CHECKLIST` with "yes" and the founding rule
    with "no". Raises CannotSign, or publication's SignOffRefused and ReleaseRefused: then nothing was signed.
    """
    state = waiting_for(candidate_id)
    candidate = Candidate.objects.get(pk=candidate_id)
    check_reviewer(candidate, reviewer)
    check_recent(reauthenticated_at)
    _check_answers(checklist)
    signoff = signoffs.sign(
        candidate, reviewer, digest, review_digest, checklist, reauthenticated_at=reauthenticated_at
    )
    if not signoffs.signers_missing(candidate):
        _release(candidate, state, reviewer)
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


def _release(candidate: Candidate, state: PrivacyReviewTaskState, reviewer: Any) -> None:
    release([candidate], reviewer)
    _put_up(candidate, state, reviewer)
    state.approve(user=reviewer, update=False)
    _go_on(state.workflow_state, reviewer)


def _put_up(candidate: Candidate, state: PrivacyReviewTaskState, reviewer: Any) -> None:
    page = state.workflow_state.content_object
    try:
        with transaction.atomic():
            mirror.put_up(page, state.revision, candidate.kind, candidate.subject, candidate.locale, reviewer)
    except (IntegrityError, PermissionDenied, ValidationError) as error:
        logger.warning("Candidate %s: its page has no place in the tree.", candidate.pk, exc_info=error)
        raise CannotSign(
            _(
                "Not signed: the page of this text cannot be put up, for another page has its address or its "
                "case file already. Return it and tell the author so."
            )
        ) from error


def _go_on(workflow_state: WorkflowState, reviewer: Any) -> None:
    # Wagtail would start our task again for a draft saved since, which nobody submitted.
    following = workflow_state.get_next_task()
    if following is None or isinstance(following.specific, PrivacyReviewTask):
        workflow_state.finish(user=reviewer)
    else:
        workflow_state.update(user=reviewer, next_task=following)
