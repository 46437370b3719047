"""What becomes of the translations when the source they were made of no longer waits."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from publication.actions.candidates import set_aside
from publication.models import Candidate
from review import notifications
from review.models import PrivacyReviewTaskState


@transaction.atomic
def set_back(kind: str, subject: str) -> int:
    """Give back the translations of a replaced, returned or taken back source, with a sentence."""
    made_of_it = Candidate.objects.filter(
        kind=kind, subject=subject, superseded_at=None, release=None, follows__superseded_at__isnull=False
    )
    for candidate in made_of_it:
        set_aside(candidate, None)
        _tell(candidate)
    return len(made_of_it)


def _tell(candidate: Candidate) -> None:
    state = PrivacyReviewTaskState.objects.filter(
        candidate=candidate, status=TaskState.STATUS_IN_PROGRESS
    ).first()
    if state is None:
        return
    state.reject(
        comment=_(
            "The original this was made of was submitted anew, returned or taken back. See what changed in "
            "it, change this where it has to follow, and submit this again."
        )
    )
    author = state.workflow_state.requested_by
    if author:
        transaction.on_commit(lambda: notifications.something_came_back(author), robust=True)
