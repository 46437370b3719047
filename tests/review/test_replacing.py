"""A newer version and an answer to the one that waits come at the same moment: whichever is first stays."""

import threading

import pytest
from django.db import connection, connections, transaction
from wagtail.models import TaskState, WorkflowState

from review.actions import return_, submit
from review.models import PrivacyReviewTaskState

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

HELD_BY_US = "SELECT 1 FROM pg_locks WHERE NOT granted AND %s = ANY(pg_blocking_pids(pid))"


def waits_for_us(thread):
    """Until it waits for what our transaction holds, or is through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (ours,) = cursor.fetchone()
        while thread.is_alive():
            cursor.execute(HELD_BY_US, [ours])
            if cursor.fetchone():
                return True
    return False


@pytest.fixture
def at_the_same_moment(draft, editor):
    """Elif submits a newer version while `answer` is given and not yet committed."""

    def submitted(answer):
        draft.summary = "She came home. She sews."
        draft.save_revision(user=editor)

        def submit_newer():
            try:
                submit(draft, editor)
            finally:
                connections.close_all()

        thread = threading.Thread(target=submit_newer)
        with transaction.atomic():
            answer()
            thread.start()
            assert waits_for_us(thread)
        thread.join()

    return submitted


def states(page):
    found = PrivacyReviewTaskState.objects.filter(workflow_state__in=page.workflow_states)
    return list(found.order_by("pk").values_list("status", "workflow_state__status"))


def test_what_ruth_has_just_returned_stays_returned(draft, editor, reviewer, at_the_same_moment):
    waiting = submit(draft, editor).candidate
    at_the_same_moment(lambda: return_(waiting.pk, reviewer, "The second part names a street."))
    assert states(draft) == [
        (TaskState.STATUS_REJECTED, WorkflowState.STATUS_IN_PROGRESS),
        (TaskState.STATUS_IN_PROGRESS, WorkflowState.STATUS_IN_PROGRESS),
    ]


def test_what_she_has_just_signed_stays_signed_and_the_newer_version_waits_for_itself(
    draft, editor, reviewer, signs, at_the_same_moment
):
    waiting = submit(draft, editor).candidate
    at_the_same_moment(lambda: signs(reviewer, waiting))
    assert states(draft) == [
        (TaskState.STATUS_APPROVED, WorkflowState.STATUS_APPROVED),
        (TaskState.STATUS_IN_PROGRESS, WorkflowState.STATUS_IN_PROGRESS),
    ]
    draft.refresh_from_db()
    assert draft.live


def test_of_two_editors_who_answer_a_return_at_once_one_version_waits(
    draft, editor, person, reviewer, at_the_same_moment
):
    hanna = person("hanna", "Editors")
    return_(submit(draft, editor).candidate_id, reviewer, "The second part names a street.")
    at_the_same_moment(lambda: submit(draft, hanna))
    assert [status for status, _ in states(draft)] == [
        TaskState.STATUS_REJECTED,
        TaskState.STATUS_CANCELLED,
        TaskState.STATUS_IN_PROGRESS,
    ]
