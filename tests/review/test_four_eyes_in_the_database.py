"""The database asks who signs: by right, active, and without a hand in the page, whatever code says."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from wagtail.models import Page, PageLogEntry

from casepages.actions import word_stage
from casepages.models import CaseFileEdit, CasePage, Stage
from publication.models import SignOff
from review import roles
from review.actions import submit
from review.checklist import confirmed
from review.exceptions import CannotSign
from tests.kept import kept
from tests.review.conftest import milestone

pytestmark = pytest.mark.django_db


def written_in(candidate, user):
    """As somebody with a shell or an injection would, past every check of ours."""
    with transaction.atomic():
        return SignOff.objects.bulk_create(
            [
                SignOff(
                    candidate=candidate,
                    digest=candidate.digest,
                    review_digest=candidate.review_digest,
                    reviewer=user,
                    checklist=confirmed(),
                    reauthenticated_at=Now(),
                )
            ]
        )


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


def refused():
    return pytest.raises(IntegrityError)


def test_a_reviewer_s_signature_is_taken(candidate, reviewer):
    assert written_in(candidate, reviewer)


def test_a_right_of_one_s_own_is_as_good_as_a_group_s(candidate, person):
    alba = person("alba")
    alba.user_permissions.add(Permission.objects.get(codename="sign_candidate"))
    assert written_in(candidate, alba)


def test_a_superuser_has_no_row(candidate, superuser):
    with refused():
        written_in(candidate, superuser)


def test_an_editor_has_none_and_a_deactivated_reviewer_counts_no_more(candidate, person, reviewer):
    with refused():
        written_in(candidate, person("emil", roles.EDITORS))
    reviewer.is_active = False
    reviewer.save()
    with refused():
        written_in(candidate, reviewer)


def test_who_left_the_group_signs_no_more(candidate, reviewer):
    reviewer.groups.remove(Group.objects.get(name=roles.PRIVACY_REVIEWERS))
    with refused():
        written_in(candidate, reviewer)


def revised(draft, reviewer):
    draft.save_revision(user=reviewer)


def owned(draft, reviewer):
    Page.objects.filter(pk=draft.pk).update(owner=reviewer)


def logged(draft, reviewer):
    PageLogEntry.objects.log_action(draft, "wagtail.rename", user=reviewer)


def filed(draft, reviewer):
    CaseFileEdit.objects.create(case_file=draft.case_file, user=reviewer, verb=CaseFileEdit.CHANGED)


@pytest.mark.parametrize("hand", [revised, owned, logged, filed])
def test_a_hand_in_it_that_no_contributor_row_tells_is_found(draft, editor, reviewer, signs, hand):
    """After the submission the contributors are settled: the tables they were read from are asked again."""
    candidate = submit(draft, editor).candidate
    hand(draft, reviewer)
    with refused():
        written_in(candidate, reviewer)
    with pytest.raises(CannotSign, match="had a hand in this text"):
        signs(reviewer, candidate)


def test_looking_commenting_and_reviewing_cost_nobody_a_signature(draft, editor, reviewer):
    candidate = submit(draft, editor).candidate
    PageLogEntry.objects.log_action(draft, "wagtail.publish", user=reviewer)
    PageLogEntry.objects.log_action(draft, "wagtail.workflow.reject", user=reviewer)
    assert written_in(candidate, reviewer)


def test_another_page_of_theirs_costs_nobody_a_signature(draft, index, editor, reviewer):
    candidate = submit(draft, editor).candidate
    own = index.add_child(instance=CasePage(title="Dewi", owner=reviewer))
    own.save_revision(user=reviewer)
    assert written_in(candidate, reviewer)


def test_who_words_a_stage_of_the_story_signs_it_no_more_and_who_words_another_does(
    draft, editor, reviewer, second_reviewer, signs
):
    said, other = (
        Stage.objects.create(glyph="offer", labels={"en": word}) for word in ("A trial", "A visit")
    )
    draft.milestones = [milestone(stage=said.slug)]
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    word_stage(said, by=reviewer)
    word_stage(other, by=second_reviewer)
    with refused():
        written_in(candidate, reviewer)
    with pytest.raises(CannotSign, match="had a hand in this text"):
        signs(reviewer, candidate)
    assert written_in(candidate, second_reviewer)
