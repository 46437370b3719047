"""A new release may raise the goal, or lower it to what is taken; below that nothing is signed."""

import pytest

from casepages.models import CaseFile
from payments.models import Campaign
from publication.models import PublicRecord, SignOff
from review.actions import submit
from tests.review.test_desk import answered, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_goal(draft, editor, reviewer, signs):
    """The story was released for 1,500.00; its file now asks for another sum, and it waits again."""
    signs(reviewer, submit(draft, editor).candidate)

    def asked_for(second_need, **taken):
        Campaign.objects.update(**taken)
        file = CaseFile.objects.get()
        needs = list(file.needs.all())
        needs[1].amount = second_need
        file.needs = needs
        file.save()
        draft.case_file = CaseFile.objects.get()
        draft.save_revision(user=editor)
        return submit(draft, editor).candidate

    return asked_for


def test_a_higher_goal_is_released(with_goal, reviewer, signed_in, stranger):
    candidate = with_goal(160_000)
    signed_in(reviewer).post(at(candidate), answered(candidate))
    body = stranger.get(f"/api/v1/cases/{candidate.subject}/").json()
    assert body["funding"]["goal"]["amount"] == body["case"]["goal"]["amount"] == 200_000


@pytest.mark.parametrize("taken", [{"received": 120_000}, {"received": 90_000, "reserved": 30_000}])
def test_one_below_what_is_taken_is_refused_at_the_desk_and_nothing_is_signed(
    taken, with_goal, reviewer, signed_in, stranger
):
    candidate = with_goal(70_000, **taken)
    screen = signed_in(reviewer).post(at(candidate), answered(candidate), follow=True).content.decode()
    assert "already given or being given" in screen
    assert not SignOff.objects.filter(candidate=candidate).exists()
    assert PublicRecord.objects.get().candidate != candidate
    assert stranger.get(f"/api/v1/cases/{candidate.subject}/").json()["case"]["goal"]["amount"] == 150_000


def test_one_at_what_is_taken_is_released(with_goal, reviewer, signed_in):
    candidate = with_goal(80_000, received=90_000, reserved=30_000)
    signed_in(reviewer).post(at(candidate), answered(candidate))
    assert Campaign.objects.get().goal == 120_000
