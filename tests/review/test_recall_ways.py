"""A mistake in public is taken down by whoever of three roles sees it first, from wherever they see it."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from publication.models import LogEntry, PublicRecord, RecallReason
from review.actions import recall, submit
from review.exceptions import CannotRecall

pytestmark = pytest.mark.django_db
REASON = "A street was named"


@pytest.fixture
def sari(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return PublicRecord.objects.get()


@pytest.fixture
def recall_address(sari):
    return reverse("review_desk:recall", args=[sari.pk])


def statuses(stranger, record):
    addresses = (f"/api/v1/cases/{record.subject}/", f"/en/cases/{record.subject}/")
    return {stranger.get(address).status_code for address in addresses}


@pytest.mark.parametrize("who", ["reviewer", "officer", "operator"])
@pytest.mark.parametrize("scope", ["one", "everything"])
def test_each_of_three_roles_recalls_at_once(sari, recall_address, signed_in, stranger, request, who, scope):
    person = request.getfixturevalue(who)
    assert statuses(stranger, sari) == {200}
    signed_in(person).post(recall_address, {"scope": scope, "reason": REASON})
    assert statuses(stranger, sari) == {410}
    kept = RecallReason.objects.get()
    assert (kept.reason, kept.actor_id) == (REASON, person.pk)
    entry = LogEntry.objects.get(verb="recall")
    assert (entry.actor, REASON in str(entry.detail)) == (str(person.pk), False)


@pytest.mark.parametrize("who", ["editor", "finance_officer", "superuser"])
def test_nobody_else_does(sari, recall_address, signed_in, stranger, request, who):
    person = request.getfixturevalue(who)
    signed_in(person).post(recall_address, {"scope": "one", "reason": ""})
    with pytest.raises(CannotRecall):
        recall(sari.subject, "en", person, "")
    assert statuses(stranger, sari) == {200}


@pytest.mark.parametrize("locale", [[], ["--locale", "en"]])
def test_an_operator_recalls_by_command(sari, stranger, locale, capsys):
    call_command("recall", sari.subject, *locale, "--reason", REASON)
    assert capsys.readouterr().out.startswith("recalled at ")
    assert statuses(stranger, sari) == {410}


def test_candidates_page_and_history_lead_there_while_it_is_public(sari, recall_address, reviewer, signed_in):
    client = signed_in(reviewer)
    addresses = [
        reverse("review_desk:candidate", args=[sari.candidate_id]),
        reverse("review_desk:history"),
        reverse("review_desk:released"),
    ]
    assert all(recall_address in client.get(address).content.decode() for address in addresses)
    recall(sari.subject, None, reviewer, REASON)
    assert not any(recall_address in client.get(address).content.decode() for address in addresses)


def test_a_stranger_recalls_nothing(sari, recall_address, stranger):
    assert stranger.post(recall_address, {"scope": "one"}).status_code == 302
    assert statuses(stranger, sari) == {200}
