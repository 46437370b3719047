"""A page's row is what was released of it, as after Wagtail's own publishing; each record has one page."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, TaskState, WorkflowState

from casepages.models import CasePage
from publication.models import PublicRecord
from review.actions import submit
from review.checklist import confirmed
from tests.kept import kept
from tests.review.conftest import milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def released(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return CasePage.objects.get(pk=draft.pk)


@pytest.fixture
def second_page(draft, index, editor):
    """A page of the same file in the same language, which only its revision says."""
    page = index.add_child(instance=CasePage(title="Sari again", owner=editor))
    for name in ("case_file", "age_band", "summary", "exploitation", "origin", "period_from", "period_to"):
        setattr(page, name, getattr(draft, name))
    page.milestones = [milestone()]
    page.save_revision(user=editor)
    return page


def test_the_row_is_what_was_released(released, draft):
    assert released.summary == "She came home and sews for a living."
    assert released.case_file == draft.case_file
    assert [block.value["heading"] for block in released.milestones] == ["A house by the river", "A promise"]
    assert released.live_revision_id == released.latest_revision_id
    assert released.first_published_at == released.last_published_at is not None


def test_a_draft_saved_since_is_not_in_the_row_and_not_lost(draft, editor, reviewer, signs):
    candidate = submit(draft, editor).candidate
    draft.summary = "Other words."
    newest = draft.save_revision(user=editor)
    signs(reviewer, candidate)
    page = CasePage.objects.get(pk=draft.pk)
    assert page.summary == "She came home and sews for a living."
    assert page.has_unpublished_changes
    assert page.latest_revision == newest
    assert page.get_latest_revision_as_object().summary == "Other words."


def test_a_translation_begins_with_what_was_released(released, index):
    indonesian, _ = Locale.objects.get_or_create(language_code="id")
    index.copy_for_translation(indonesian)
    copy = released.copy_for_translation(indonesian)
    assert copy.summary == released.summary
    assert len(copy.milestones) == 2


def test_a_second_page_of_a_released_case_is_sent_back(second_page, released, editor):
    state = submit(second_page, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "Another page of this case or text is public" in state.comment


def test_a_second_page_of_a_waiting_case_is_sent_back_and_the_first_waits_on(draft, second_page, editor):
    first = submit(draft, editor)
    state = submit(second_page, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "waits at the privacy desk in this language" in state.comment
    first.candidate.refresh_from_db()
    assert first.candidate.is_open


def test_once_the_first_is_taken_back_the_second_may_be_submitted(draft, second_page, editor):
    submit(draft, editor)
    draft.current_workflow_state.cancel(user=editor)
    assert submit(second_page, editor).status == TaskState.STATUS_IN_PROGRESS


def test_the_desk_says_so_where_a_page_cannot_be_put_up(
    draft, second_page, editor, reviewer, signed_in, edit_form
):
    candidate = submit(second_page, editor).candidate
    # The file's place in this language is taken after the submission, by a row that was saved by itself.
    draft.save()
    typed = {
        "digest": candidate.digest,
        "review_digest": candidate.review_digest,
        "reauthentication-password": "ruth's own words",
    }
    answer = signed_in(reviewer).post(
        reverse("review_desk:candidate", args=[candidate.pk]),
        {**typed, **confirmed(), "reauthentication-password": "ruth's own words"},
    )
    assert answer.status_code == 200
    assert "another page has its address or its case file already" in answer.content.decode()
    assert not PublicRecord.objects.exists()
    assert second_page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
