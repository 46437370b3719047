"""The queue: oldest first, how long it waits, how risky it is, and whether it is this reader's to sign."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from review import risk, roles
from review.actions import submit
from review.desk import queue
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


def rows(client, **filters):
    page = client.get(reverse("review_desk:queue_results"), filters)
    assert page.status_code == 200
    return page.content.decode()


def test_it_says_how_long_it_waits_and_when_that_is_too_long(candidate, reviewer, signed_in, settings):
    assert "overdue" not in rows(signed_in(reviewer))
    settings.SIXDEGREE_REVIEW_OVERDUE_HOURS = 0
    assert "overdue" in rows(signed_in(reviewer))


def test_it_says_how_risky_it_is_and_why(draft, editor, reviewer, signed_in):
    draft.milestones[0].value["under_18"] = "unknown"
    draft.save_revision(user=editor)
    state = submit(draft, editor)
    assert (state.risk, state.risk_reasons[0]) == (risk.Level.HIGH, risk.MINOR)
    shown = rows(signed_in(reviewer))
    assert "High" in shown
    assert "perhaps a minor, " in shown


def test_it_says_whose_it_is(
    candidate, editor, reviewer, second_reviewer, superuser, signs, signed_in, settings
):
    assert "Yours to sign" in rows(signed_in(reviewer))
    editor.groups.add(Group.objects.get(name=roles.PRIVACY_REVIEWERS))
    assert "No: you had a hand in it" in rows(signed_in(editor))
    assert "No: privacy reviewers alone sign" in rows(signed_in(superuser))


def test_who_has_signed_is_told_so(draft, editor, reviewer, signs, signed_in, settings):
    settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
    signs(reviewer, submit(draft, editor).candidate)
    shown = rows(signed_in(reviewer))
    assert "No: you have signed it" in shown
    assert "1 of 2" in shown
    assert "Sari" not in rows(signed_in(reviewer), signing="mine")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"kind": "case"}, True),
        ({"kind": "update"}, False),
        ({"locale": "en"}, True),
        ({"locale": "th"}, False),
        ({"signing": "mine"}, True),
        ({"risk": "high"}, True),
        ({"risk": "low"}, False),
        ({"kind": "case", "locale": "en", "signing": "mine"}, True),
    ],
)
def test_it_is_filtered(candidate, reviewer, signed_in, filters, found):
    assert ("Sari" in rows(signed_in(reviewer), **filters)) is found


def test_a_superuser_has_nothing_to_sign(candidate, superuser, signed_in):
    assert "Sari" not in rows(signed_in(superuser), signing="mine")


def test_a_row_of_an_older_version_is_never_filtered_away(candidate, reviewer, signed_in):
    from review.models import PrivacyReviewTaskState

    PrivacyReviewTaskState.objects.update(risk="", risk_reasons=[])
    for level in risk.Level:
        shown = rows(signed_in(reviewer), risk=level)
        assert "Sari" in shown
        assert "Not known" in shown


def test_the_menu_counts_what_waits_for_those_who_may_look(candidate, reviewer, officer, signed_in):
    home = reverse("wagtailadmin_home")
    assert "Privacy desk (1)" in signed_in(reviewer).get(home).content.decode()
    assert "Privacy desk (1)" not in signed_in(officer).get(home).content.decode()


def test_a_page_of_the_queue_is_one_statement(candidate, reviewer, django_assert_num_queries):
    with django_assert_num_queries(1):
        (state,) = queue.waiting_for(reviewer)
        signed = queue.signed_of(state.candidate, state.signed)
        assert (state.had_a_hand, state.has_signed, signed) == (False, False, "0 of 1")
        assert queue.title_of(state.candidate) == "Sari"


@pytest.mark.parametrize(
    ("codes", "level"),
    [
        ([], risk.Level.LOW),
        ([risk.FIRST], risk.Level.LOW),
        ([risk.FIRST, risk.WARNED], risk.Level.MEDIUM),
        ([risk.MINOR], risk.Level.MEDIUM),
        ([risk.MINOR, risk.FIRST], risk.Level.HIGH),
        (["of-a-newer-version"], risk.Level.LOW),
    ],
)
def test_levels(codes, level):
    assert risk.level(codes) == level


def test_reasons_come_from_the_review_record():
    record = {
        "disclosure": {"under_18": {"a": "unknown"}},
        "signers_required": 2,
        "findings": [
            {"code": "picture-face-shown", "severity": "hold"},
            {"code": "combination-rare", "severity": "warn"},
        ],
    }
    assert risk.reasons(record, first=True) == [
        risk.MINOR, risk.HELD, risk.FACE, "combination-rare", risk.FIRST, risk.MORE_SIGNERS, risk.WARNED,
    ]  # fmt: skip
    assert risk.reasons({}, first=False) == []


def test_a_table_wider_than_a_phone_scrolls_by_finger_and_by_keyboard(candidate, reviewer, signed_in):
    page = rows(signed_in(reviewer))
    region = page.index('<div class="w-overflow-x-auto" tabindex="0" role="region"')
    assert region < page.index("<table") < page.index("Yours to sign")
