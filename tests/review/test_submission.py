"""Submitting freezes what was submitted, or says what is missing; nobody's draft is ever held back."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from casepages.models import CasePage
from publication import canonical
from publication.models import Candidate
from review.actions import return_, submit
from review.models import PrivacyReviewTaskState
from tests.review.conftest import area, milestone

pytestmark = pytest.mark.django_db


def content(candidate):
    return json.loads(bytes(candidate.public_bytes))


def test_a_submission_freezes_the_bytes_with_their_digests(draft, editor):
    candidate = submit(draft, editor).candidate
    assert candidate.is_open
    assert canonical.digest(bytes(candidate.public_bytes)) == candidate.digest
    assert canonical.digest(bytes(candidate.review_bytes)) == candidate.review_digest
    public = content(candidate)
    assert public["alias"] == "Sari"
    assert public["goal"] == {"amount": 150_000, "currency": "USD"}
    assert [entry["order"] for entry in public["milestones"]] == [1, 2]
    assert public["storymap"]["type"] == "FeatureCollection"


def test_the_day_of_the_first_released_submission_is_when_it_was_first_published(
    draft, editor, reviewer, signs, monkeypatch
):
    first = submit(draft, editor).candidate
    submitted = timezone.localdate()
    assert content(first)["first_published_on"] == submitted.isoformat()
    signs(reviewer, first)
    monkeypatch.setattr(timezone, "localdate", lambda: submitted + timedelta(days=3))
    draft.summary = "She came home. She sews."
    draft.save_revision(user=editor)
    assert content(submit(draft, editor).candidate)["first_published_on"] == submitted.isoformat()


def test_public_bytes_carry_nothing_private(draft, editor):
    said = bytes(submit(draft, editor).candidate.public_bytes).decode()
    assert "under_18" not in said
    assert "MC 17/204" not in said
    assert draft.case_file.ref not in said
    assert draft.slug not in said


def test_everyone_who_had_a_hand_in_it_is_a_contributor(draft, editor, officer, person):
    helper = person("hanna", "Editors")
    draft.save_revision(user=helper)
    candidate = submit(draft, editor).candidate
    assert {editor.pk, officer.pk, helper.pk} == set(candidate.contributors.values_list("user_id", flat=True))


def test_who_had_a_hand_in_an_earlier_submission_stays_a_contributor_though_the_revisions_are_purged(
    draft, editor, person
):
    helper = person("hanna", "Editors")
    draft.save_revision(user=helper)
    submit(draft, editor)
    draft.save_revision(user=editor)
    draft.revisions.filter(user=helper).update(user=None)
    candidate = submit(draft, editor).candidate
    assert candidate.contributors.filter(user=helper).exists()


def test_editing_after_submission_changes_nothing_that_was_frozen(draft, editor):
    candidate = submit(draft, editor).candidate
    draft.summary = "Other words."
    draft.save_revision(user=editor)
    candidate.refresh_from_db()
    assert content(candidate)["summary"] == "She came home and sews for a living."


def test_a_newer_submission_supersedes_the_older(draft, editor):
    older = submit(draft, editor)
    draft.summary = "She came home. She sews."
    draft.save_revision(user=editor)
    newer = submit(draft, editor)
    older.refresh_from_db()
    older.candidate.refresh_from_db()
    assert older.status == TaskState.STATUS_CANCELLED
    assert not older.candidate.is_open
    assert newer.candidate.is_open
    assert Candidate.objects.filter(superseded_at=None).count() == 1


def spoilt(page, editor):
    page.summary = "Write to sari@example.org."
    page.save_revision(user=editor)
    return page


def test_what_waits_stays_at_the_desk_until_the_checks_let_the_newer_one_in(
    draft, editor, reviewer, signed_in, signs
):
    older = submit(draft, editor)
    refused = submit(spoilt(draft, editor), editor)
    assert refused.status == TaskState.STATUS_REJECTED
    assert "mail address" in refused.comment
    older.refresh_from_db()
    assert (older.status, older.candidate.is_open) == (TaskState.STATUS_IN_PROGRESS, True)
    assert draft.current_workflow_task_state.pk == older.pk
    assert "Sari" in signed_in(reviewer).get(reverse("review_desk:queue")).content.decode()
    signs(reviewer, older.candidate)
    draft.refresh_from_db()
    assert draft.live


def test_another_editors_version_takes_its_place_and_is_answered_to_them(
    draft, editor, person, reviewer, django_capture_on_commit_callbacks
):
    older = submit(draft, editor)
    hanna = person("hanna", "Editors")
    submit(spoilt(draft, hanna), hanna)
    draft.summary = "She came home. She sews."
    draft.save_revision(user=hanna)
    newer = submit(draft, hanna)
    older.refresh_from_db()
    assert (older.status, newer.status) == (TaskState.STATUS_CANCELLED, TaskState.STATUS_IN_PROGRESS)
    assert draft.current_workflow_task_state.pk == newer.pk
    assert Candidate.objects.get(superseded_at=None).pk == newer.candidate_id
    with django_capture_on_commit_callbacks(execute=True):
        return_(newer.candidate_id, reviewer, "A street.")
    assert [sent.to for sent in mail.outbox] == [["hanna@example.org"]]


def test_taking_a_submission_back_sets_its_candidate_aside(draft, editor):
    state = submit(draft, editor)
    draft.current_workflow_state.cancel(user=editor)
    state.candidate.refresh_from_db()
    assert not state.candidate.is_open


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda page: setattr(page, "case_file", None), "case file"),
        (lambda page: setattr(page, "summary", ""), "summary"),
        (lambda page: setattr(page, "milestones", []), "no milestone yet"),
        (lambda page: setattr(page, "milestones", [milestone(narrative="")]), "a heading and its story"),
        (lambda page: setattr(page, "summary", "Write to sari@example.org."), "mail address"),
        (lambda page: setattr(page, "summary", "Call 0812-3456-7890."), "telephone"),
        (lambda page: setattr(page, "summary", "See www.example.org/sari"), "web address"),
        (lambda page: setattr(page, "summary", "At -7.2575, 112.7521."), "coordinates"),
        (
            lambda page: setattr(
                page, "milestones", [milestone(under_18="yes", narrative="She was 16 years old then.")]
            ),
            "leave the age out",
        ),
    ],
)
def test_a_refused_submission_is_a_state_already_rejected_with_the_reason(draft, editor, spoil, code):
    spoil(draft)
    draft.save_revision(user=editor)
    state = submit(draft, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert code in state.comment
    assert not Candidate.objects.exists()
    assert draft.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_without_consent_nothing_is_frozen(draft, editor, officer):
    from review.actions import withdraw

    withdraw(draft.case_file, officer, "She phoned.")
    state = submit(draft, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "No consent stands" in state.comment
    assert "phoned" not in state.comment


@pytest.mark.parametrize(
    "text", ["USD 1,500 in 2015", "Rp 1.500.000 was promised", "from 2008–2014", "for six years"]
)
def test_figures_of_money_and_time_may_stay(draft, editor, text):
    draft.summary = text
    draft.save_revision(user=editor)
    assert submit(draft, editor).status == TaskState.STATUS_IN_PROGRESS


def test_where_a_person_may_have_been_under_18_a_city_is_shown_as_its_region(draft, editor):
    draft.milestones = [milestone(area=area("Surabaya", "city"), under_18="unknown")]
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    assert content(candidate)["milestones"][0]["place"]["kind"] == "region"
    assert "Surabaya" not in bytes(candidate.public_bytes).decode()
    assert json.loads(bytes(candidate.review_bytes))["findings"][0]["code"] == "place-coarsened"


def test_an_adult_may_be_shown_in_a_city_of_a_million(draft, editor):
    draft.milestones = [milestone(area=area("Surabaya", "city"), under_18="no")]
    draft.save_revision(user=editor)
    assert content(submit(draft, editor).candidate)["milestones"][0]["place"]["kind"] == "city"


def test_the_mail_says_only_that_something_waits(draft, editor, reviewer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submit(draft, editor)
    assert [sent.to for sent in mail.outbox] == [["ruth@example.org"]]
    assert "Sari" not in mail.outbox[0].subject + mail.outbox[0].body


def test_the_editor_submits_from_the_page_editor(draft, editor, signed_in, edit_form):
    answer = signed_in(editor).post(
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        {**edit_form(draft), "action-submit": "1"},
        follow=True,
    )
    said = [str(message).strip() for message in answer.context["messages"]]
    assert said == ["“Sari” is submitted: it waits for privacy review."]
    assert PrivacyReviewTaskState.objects.get().candidate is not None


def test_a_refused_submission_saves_the_draft_and_says_so(draft, editor, signed_in, edit_form):
    typed = {**edit_form(draft), "summary": "Write to sari@example.org.", "action-submit": "1"}
    answer = signed_in(editor).post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), typed, follow=True)
    page = answer.content.decode()
    assert "Saved, but not submitted yet" in page
    assert "mail address" in page
    assert "has been submitted for moderation" not in page
    saved = CasePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.summary == "Write to sari@example.org."
    assert not Candidate.objects.exists()


def test_the_editor_is_offered_submitting_first_and_no_publishing(draft, superuser, editor, signed_in):
    for user in (editor, superuser):
        page = signed_in(user).get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
        assert "action-publish" not in page
        assert page.index("action-submit") < page.index("Save draft")


def test_the_same_is_offered_first_for_a_page_that_is_being_made(index, editor, signed_in):
    adding = reverse("wagtailadmin_pages:add", args=["sixdegree_casepages", "casepage", index.pk])
    page = signed_in(editor).get(adding).content.decode()
    assert page.index("action-submit") < page.index("Save draft")


def test_the_task_takes_nothing_from_what_the_client_sends_along(draft, editor, superuser):
    """Wagtail's editor hands its own JSON to the task as keywords."""
    state = submit(draft, editor)
    state.task.specific.on_action(state, superuser, "approve", update=True, comment="Fine.", publish=True)
    state.refresh_from_db()
    assert (state.status, state.candidate.is_open) == (state.STATUS_IN_PROGRESS, True)
    draft.refresh_from_db()
    assert not draft.live
