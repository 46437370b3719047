"""What a last signature sets off: one language, or all that wait together, go public in one transaction."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from publication.actions.release import left_behind, only_words_differ, release
from publication.models import Candidate
from review import together
from review.actions import scheduling
from review.actions.standing import check_returner, hold_together, waiting_for
from review.exceptions import CannotSign
from review.guard import mirror
from review.models import PrivacyReviewTask, PrivacyReviewTaskState

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class When:
    """How the last signer wants it released: with all that waits together, `alone`, or not before `at`."""

    alone: bool = False
    at: datetime | None = None


AT_ONCE = When()


def after_signature(candidate: Candidate, reviewer: Any, when: When) -> None:
    """Release, schedule or hold. Raises CannotSign or CannotSchedule where it cannot be as asked."""
    waiting = together.languages(candidate)
    unsigned = [language for language in waiting if not together.is_signed(language)]
    if when.at and unsigned:
        raise CannotSign(
            _("An hour is set with the last signature that is needed, or afterwards. Sign without it.")
        )
    if not together.is_signed(candidate):
        return
    if when.alone:
        check_alone(candidate)
        release_signed([candidate], reviewer)
    elif when.at:
        scheduling.schedule_signed(waiting, when.at, reviewer)
    elif not scheduling.join(candidate, waiting) and not unsigned:
        release_signed(waiting, reviewer)


@transaction.atomic
def release_now(candidate_id: int, reviewer: Any, *, alone: bool = False) -> None:
    """Release what is fully signed and was held: all that waits together, or one language where it may.

    Raises CannotSign, and what publication and payments refuse.
    """
    hold_together(candidate_id)
    candidate = Candidate.objects.get(pk=candidate_id)
    waiting_for(candidate_id)
    check_returner(candidate, reviewer)
    if alone:
        check_alone(candidate)
    release_signed([candidate] if alone else together.languages(candidate), reviewer)


def check_alone(candidate: Candidate) -> None:
    """Raises CannotSign where one language would show, or hide, what the others do not."""
    sentence = why_not_alone(candidate)
    if sentence:
        raise CannotSign(sentence)


def why_not_alone(candidate: Candidate) -> str:
    """Why this language cannot go before the others it waits with; empty where it can."""
    source = candidate.follows
    if source is not None and source.is_open and not only_words_differ(source):
        return _(
            "More than words changed in the original this was made of, so it is released with it or after it."
        )
    hidden = left_behind(candidate, [candidate.locale])
    if hidden:
        return _(
            "More than words changed, so releasing this language alone would hide these: %(locales)s. "
            "Release them together."
        ) % {"locales": ", ".join(hidden)}
    return ""


def release_signed(candidates: Sequence[Candidate], by: Any) -> None:
    """Release these together and end their submissions. Raises CannotSign where a signature is missing."""
    for candidate in candidates:
        if not together.is_signed(candidate):
            raise CannotSign(
                _("Not released: the text in %(locale)s needs another privacy reviewer's signature.")
                % {"locale": candidate.locale}
            )
    states = [waiting_for(candidate.pk) for candidate in candidates]
    release(candidates, by)
    for candidate, state in zip(candidates, states, strict=True):
        _put_up(candidate, state, by)
        state.approve(user=by, update=False)
        _go_on(state.workflow_state, by)
    scheduling.end_released(candidates, by)


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
