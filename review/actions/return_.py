"""Returning: back to the author with a reason; what was frozen can then never be signed."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from publication import log
from publication.actions.candidates import set_aside
from publication.models import Candidate
from review import notifications
from review.actions import followers
from review.actions.standing import check_returner, hold_together, waiting_for
from review.exceptions import CannotSign
from review.models import PrivacyReviewTaskState
from review.parts import LONGEST, by_place


@transaction.atomic
def return_(
    candidate_id: int, reviewer: Any, reason: str, comments: dict[str, str] | None = None
) -> PrivacyReviewTaskState:
    """End a submission; the author reads `reason` in the page editor, and `comments` (place of
    `review.parts` → words) at the parts they concern. Raises CannotSign.

    Translations made of it are set back too. Who has signed it may still return it.
    """
    if not reason.strip():
        raise CannotSign(_("Write what has to change: the author reads it in the editor."))
    hold_together(candidate_id)
    state = waiting_for(candidate_id)
    candidate = Candidate.objects.get(pk=candidate_id)
    check_returner(candidate, reviewer)
    state.comments = _checked(candidate, comments or {})
    set_aside(candidate, reviewer)
    log.record("candidate.return", candidate.subject, reviewer, digest=candidate.digest)
    state.reject(user=reviewer, comment=reason.strip())
    followers.set_back(candidate.kind, candidate.subject)
    author = state.workflow_state.requested_by
    if author:
        transaction.on_commit(lambda: notifications.something_came_back(author), robust=True)
    return state


def _checked(candidate: Candidate, comments: dict[str, str]) -> dict[str, str]:
    known = by_place(json.loads(bytes(candidate.public_bytes)))
    if set(comments) - set(known):
        raise CannotSign(_("A comment concerns a part that is not there. Open the candidate again."))
    if any(len(comment) > LONGEST for comment in comments.values()):
        raise CannotSign(_("Say it in fewer words: a comment has at most %d characters.") % LONGEST)
    return {place: comment.strip() for place, comment in comments.items() if comment.strip()}
