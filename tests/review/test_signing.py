"""Signed by someone who wrote none of it, under the digests of what was seen; the last signature releases."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from casepages.models import CasePage
from payments.readers import funding
from publication.actions.terms import current_term
from publication.exceptions import SignOffRefused
from publication.models import PublicRecord, SignOff
from review import roles
from review.actions import return_, sign, submit
from review.checklist import asked, confirmed
from review.exceptions import CannotSign
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


def test_the_last_signature_releases_the_bytes_and_opens_the_campaign(candidate, draft, reviewer, signs):
    signs(reviewer, candidate)
    record = PublicRecord.objects.get(kind="case", locale="en")
    assert bytes(record.bytes) == bytes(candidate.public_bytes)
    campaign = current_term(draft.case_file.ref).campaign_ref
    assert funding([campaign])[campaign].as_json()["goal"] == {"amount": 150_000, "currency": "USD"}


def test_the_page_is_live_after_its_release_and_the_workflow_ended(candidate, draft, reviewer, signs):
    signs(reviewer, candidate)
    page = CasePage.objects.get(pk=draft.pk)
    assert page.live
    assert not page.has_unpublished_changes
    assert page.workflow_states.get().status == WorkflowState.STATUS_APPROVED


def test_a_draft_saved_after_submission_stays_a_draft(candidate, draft, editor, reviewer, signs):
    draft.summary = "Other words."
    draft.save_revision(user=editor)
    signs(reviewer, candidate)
    page = CasePage.objects.get(pk=draft.pk)
    assert page.live
    assert page.has_unpublished_changes
    assert page.current_workflow_state is None
    assert b"Other words" not in bytes(PublicRecord.objects.get().bytes)


def test_two_signatures_are_needed_where_the_review_record_requires_two(
    draft, editor, reviewer, second_reviewer, signs, settings
):
    settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
    candidate = submit(draft, editor).candidate
    signs(reviewer, candidate)
    assert not PublicRecord.objects.exists()
    with pytest.raises(CannotSign, match="another privacy reviewer"):
        signs(reviewer, candidate)
    signs(second_reviewer, candidate)
    assert PublicRecord.objects.exists()


def test_who_had_a_hand_in_it_cannot_sign_or_return(candidate, draft, editor, officer):
    reviewers = Group.objects.get(name=roles.PRIVACY_REVIEWERS)
    for contributor in (editor, officer):
        contributor.groups.add(reviewers)
        with pytest.raises(CannotSign, match="had a hand"):
            sign(
                candidate.pk,
                contributor,
                confirmed(),
                digest=candidate.digest,
                review_digest=candidate.review_digest,
                reauthenticated_at=timezone.now(),
            )
        with pytest.raises(CannotSign, match="had a hand"):
            return_(candidate.pk, contributor, "No.")


def test_a_superuser_signs_nothing_unless_made_a_reviewer(candidate, superuser, signs):
    with pytest.raises(CannotSign, match="Only privacy reviewers"):
        signs(superuser, candidate)
    superuser.user_permissions.add(Permission.objects.get(codename="sign_candidate"))
    signs(superuser, candidate)
    assert SignOff.objects.get().reviewer == superuser


def test_a_deactivated_reviewer_signs_nothing(candidate, reviewer, signs):
    reviewer.is_active = False
    reviewer.save()
    with pytest.raises(CannotSign):
        signs(reviewer, candidate)


@pytest.mark.parametrize("which", ["digest", "review_digest"])
def test_other_digests_than_those_shown_sign_nothing(candidate, reviewer, signs, which):
    with pytest.raises(SignOffRefused, match="not what would be signed"):
        signs(reviewer, candidate, **{which: "0" * 64})
    assert not SignOff.objects.exists()


def test_the_founding_rule_has_one_answer(candidate, reviewer):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
    seen["reauthenticated_at"] = timezone.now()
    with pytest.raises(CannotSign, match="worse off"):
        sign(candidate.pk, reviewer, {**confirmed(), "worse_off": "yes"}, **seen)
    for line in asked(candidate):
        with pytest.raises(CannotSign, match="every line"):
            sign(candidate.pk, reviewer, {**confirmed(), line: "no"}, **seen)
    assert not SignOff.objects.exists()


def test_a_superseded_candidate_cannot_be_signed(candidate, draft, editor, reviewer, signs):
    submit(draft, editor)
    with pytest.raises(CannotSign, match="waits no longer"):
        signs(reviewer, candidate)


def test_a_returned_candidate_tells_its_author_why_and_cannot_be_signed(candidate, draft, reviewer, signs):
    state = return_(candidate.pk, reviewer, "The second part names a street.")
    assert state.status == TaskState.STATUS_REJECTED
    assert draft.current_workflow_state.current_task_state.comment == "The second part names a street."
    with pytest.raises(CannotSign):
        signs(reviewer, candidate)
    candidate.refresh_from_db()
    assert not candidate.is_open


def test_a_return_needs_its_reason(candidate, reviewer):
    with pytest.raises(CannotSign, match="what has to change"):
        return_(candidate.pk, reviewer, "  ")


def test_a_returned_page_is_submitted_again(candidate, draft, editor, reviewer, signs):
    return_(candidate.pk, reviewer, "Shorter.")
    draft.summary = "She sews."
    draft.save_revision(user=editor)
    signs(reviewer, submit(draft, editor).candidate)
    assert b"She sews." in bytes(PublicRecord.objects.get().bytes)


def test_wagtail_cannot_approve_at_our_task(candidate, draft, superuser, reviewer):
    state = draft.current_workflow_task_state
    for user in (superuser, reviewer):
        offered = [name for name, _label, _modal in state.task.specific.get_actions(draft, user)]
        assert "approve" not in offered
        state.task.specific.on_action(state, user, "approve", update=True)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert not PublicRecord.objects.exists()


def test_ending_the_workflow_or_disabling_its_task_publishes_nothing(candidate, draft, superuser):
    draft.current_workflow_task.deactivate(user=superuser)
    assert not CasePage.objects.get(pk=draft.pk).live
    assert not PublicRecord.objects.exists()


@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_two_people_sign_where_the_person_may_have_been_under_18(
    draft, editor, reviewer, second_reviewer, signs, answer
):
    draft.milestones[1].value["under_18"] = answer
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    assert candidate.signers_required == 2
    signs(reviewer, candidate)
    assert not PublicRecord.objects.exists()
    signs(second_reviewer, candidate)
    assert PublicRecord.objects.exists()


def test_one_signs_where_she_was_of_age_all_along_and_more_where_the_setting_asks(draft, editor, settings):
    assert submit(draft, editor).candidate.signers_required == 1
    draft.milestones[0].value["under_18"] = "unknown"
    draft.save_revision(user=editor)
    settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 3}
    assert submit(draft, editor).candidate.signers_required == 3
