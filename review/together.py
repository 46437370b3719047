"""Which languages wait together: a source, and the translations that were made of it while it waits."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import TaskState

from publication.models import Candidate
from review.models import PrivacyReviewTaskState
from review.roles import SIGN, holds


def open_at_the_desk(**named: Any) -> QuerySet[Candidate]:
    """Candidates whose submission waits; `named` are fields of theirs."""
    waiting = PrivacyReviewTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return Candidate.objects.filter(
        **named, superseded_at=None, release=None, pk__in=waiting.values("candidate_id")
    )


def languages(candidate: Candidate) -> list[Candidate]:
    """The source first, then its translations by locale; the candidate alone where nothing waits with it."""
    source = candidate
    if candidate.follows_id:
        source = open_at_the_desk(pk=candidate.follows_id).first() or candidate
    return [source, *open_at_the_desk(follows=source).order_by("locale")]


def signatures_missing(candidate: Candidate) -> int:
    """How many more must sign; who was deactivated or is no reviewer any more counts no longer."""
    signed = candidate.signoffs.filter(release=None).select_related("reviewer")
    return max(0, candidate.signers_required - sum(holds(signoff.reviewer, SIGN) for signoff in signed))


def is_signed(candidate: Candidate) -> bool:
    return signatures_missing(candidate) == 0
