"""The last answer to a page's submission, as its author meets it on opening the page editor."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import Case, When
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import TaskState

from publication.models import Candidate
from review.checks import protected
from review.models import PrivacyReviewTaskState, ScheduledRelease
from review.parts import by_place
from review.projection import HOLD


def newest_submission(page: Any) -> PrivacyReviewTaskState | None:
    """The one that was answered or, unanswered, submitted last: of two, the older may be answered later."""
    answered = Case(
        When(status=TaskState.STATUS_CANCELLED, then="started_at"),
        default=Coalesce("finished_at", "started_at"),
    )
    return (
        PrivacyReviewTaskState.objects.filter(workflow_state__in=page.workflow_states)
        .select_related("finished_by", "candidate")
        .order_by(answered.desc(), "-pk")
        .first()
    )


def comments(state: PrivacyReviewTaskState) -> list[dict[str, str]]:
    """`{place, label, comment}` for each part that was commented on, in the editor's order."""
    if not state.comments or state.candidate is None or not state.candidate.public_bytes:
        return []
    known = by_place(json.loads(bytes(state.candidate.public_bytes)))
    return [
        {"place": place, "label": label, "comment": state.comments[place]}
        for place, label in known.items()
        if place in state.comments
    ]


def tell(request: HttpRequest, page: Any) -> None:
    """`before_edit_page`: who answered, when, and what has to change, one line each."""
    if request.method != "GET":
        return
    _tell_missed_hour(request, page)
    state = newest_submission(page)
    if state is None:
        return
    if state.status == TaskState.STATUS_IN_PROGRESS:
        _tell_what_is_held(request, state)
    elif state.status == TaskState.STATUS_REJECTED:
        _tell_what_has_to_change(request, state)


def _tell_what_is_held(request: HttpRequest, state: PrivacyReviewTaskState) -> None:
    """Of protected terms the author learns the part of the page; kind and position are the reviewer's."""
    reasons = list(protected.sentences(held(state.candidate))) if state.candidate else []
    if reasons:
        said = {"at": state.started_at, "reasons": reasons}
        messages.warning(request, render_to_string("sixdegree_review/editor/held.html", said))


def held(candidate: Candidate) -> list[dict[str, Any]]:
    # Erasure leaves a candidate without its bytes.
    told = json.loads(bytes(candidate.review_bytes or b"{}")).get("findings", [])
    return [finding for finding in told if finding.get("severity") == HOLD]


def _tell_what_has_to_change(request: HttpRequest, state: PrivacyReviewTaskState) -> None:
    # The checks refuse before anything is frozen; the state then carries its author's name.
    by_checks = state.candidate_id is None
    said = {
        "reviewer": get_user_display_name(state.finished_by) if state.finished_by and not by_checks else "",
        "by_checks": by_checks,
        "at": state.finished_at,
        "reasons": [line for line in state.comment.splitlines() if line.strip()],
        "comments": comments(state),
    }
    messages.warning(request, render_to_string("sixdegree_review/editor/answer.html", said))


def _tell_missed_hour(request: HttpRequest, page: Any) -> None:
    """What was signed for an hour, waits still, and did not go public then."""
    missed = (
        ScheduledRelease.objects.filter(
            candidates__in=_waiting(page), outcome=ScheduledRelease.Outcome.REFUSED
        )
        .order_by("-ended_at")
        .first()
    )
    if (
        missed is not None
        and not ScheduledRelease.objects.filter(candidates__in=_waiting(page), ended_at=None).exists()
    ):
        sentence = _("What was signed did not go public at its hour: %(why)s") % {"why": missed.sentence}
        messages.warning(request, sentence)


def _waiting(page: Any) -> Any:
    waiting = PrivacyReviewTaskState.objects.filter(
        workflow_state__in=page.workflow_states, status=TaskState.STATUS_IN_PROGRESS, candidate__isnull=False
    )
    return waiting.values("candidate_id")
