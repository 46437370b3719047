"""News of a case passes the same gate and goes when the case goes."""

import datetime
import json

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from casepages.models import CaseUpdate
from publication import outbox
from publication.actions.terms import open_term
from publication.actions.withdraw import withdraw as withdraw_term
from publication.models import PublicRecord
from publication.readers.visibility import visible
from review.actions import recall, submit, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(draft, editor):
    update = CaseUpdate(
        title="The machine has come",
        date=datetime.date(2026, 3, 1),
        body="It stands by the window.\n\nShe has two orders.",
        owner=editor,
    )
    draft.add_child(instance=update)
    update.save_revision(user=editor)
    return update


@pytest.fixture
def released(draft, news, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    signs(reviewer, submit(news, editor).candidate)
    return PublicRecord.objects.get(kind="update")


def test_an_update_names_its_case_by_the_public_id(released):
    public = json.loads(bytes(released.bytes))
    case = PublicRecord.objects.get(kind="case")
    assert public["case"] == case.subject
    assert public["body"] == ["It stands by the window.", "She has two orders."]
    assert public["date"] == "2026-03-01"
    assert set(public) == {"schema", "kind", "id", "case", "locale", "title", "body", "date"}


def test_an_empty_update_is_refused(news, editor):
    news.body = ""
    news.save_revision(user=editor)
    state = submit(news, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "a title and a text" in state.comment


def test_the_officer_of_the_case_is_a_contributor_to_its_news(news, editor, officer):
    people = submit(news, editor).candidate.contributors.values_list("user_id", flat=True)
    assert {editor.pk, officer.pk} <= set(people)


def test_with_its_case_the_news_is_gone_and_a_draft_again(released, news, draft, officer, reviewer):
    recall(PublicRecord.objects.get(kind="case").subject, None, reviewer, "")
    assert not visible(PublicRecord.objects.all()).exists()
    outbox.drain()
    news.refresh_from_db()
    assert not news.live


def test_withdrawing_takes_the_news_along(released, news, draft, officer):
    withdraw(draft.case_file, officer, "")
    assert not visible(PublicRecord.objects.all()).exists()
    outbox.drain()
    news.refresh_from_db()
    assert not news.live


def test_after_a_withdrawal_neither_case_nor_news_waits_at_the_desk(
    draft, news, editor, officer, reviewer, signed_in, signs
):
    signs(reviewer, submit(draft, editor).candidate)
    waiting = [submit(draft, editor), submit(news, editor)]
    withdraw(draft.case_file, officer, "")
    queue = signed_in(reviewer).get(reverse("review_desk:queue")).content.decode()
    assert "Sari" not in queue
    outbox.drain()
    assert (
        "The machine has come" not in signed_in(reviewer).get(reverse("review_desk:queue")).content.decode()
    )
    for state in waiting:
        state.refresh_from_db()
        state.candidate.refresh_from_db()
        assert state.status == TaskState.STATUS_CANCELLED
        assert not state.candidate.is_open


def test_another_case_waits_on_when_one_is_withdrawn(draft, news, editor, officer):
    waiting = submit(draft, editor)
    other = open_term("another file")
    withdraw_term(other.public_id, officer)
    outbox.drain()
    waiting.refresh_from_db()
    assert waiting.status == TaskState.STATUS_IN_PROGRESS
