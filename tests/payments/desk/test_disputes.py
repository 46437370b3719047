"""Gifts that a bank takes back: the deadline first, one answer, or giving up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from payments import gateway
from payments.actions import disputes
from payments.actions.donations import settle
from payments.models import Dispute
from tests.payments.conftest import gives
from tests.payments.desk.moving import asks, does, once, words

pytestmark = pytest.mark.django_db
DISPUTED_CARD = "4000000000000259"


@pytest.fixture
def dispute(provider, weaver):
    """Amara's bank takes back her USD 25."""
    known = {row["id"] for row in provider.get("disputes")["data"]}
    donation = gives(2_500)
    provider.pay(donation, "amara@example.org", card=DISPUTED_CARD)
    settle(donation.pk)
    fresh = next(row["id"] for row in provider.get("disputes")["data"] if row["id"] not in known)
    return disputes.apply(gateway.retrieve_dispute(fresh))


def at(name, dispute):
    return reverse(f"payments_desk:{name}", args=[dispute.provider_id])


def test_nobody_but_a_finance_officer_is_answered(dispute, closed_to):
    closed_to(
        reverse("payments_desk:disputes"),
        reverse("payments_desk:disputes_results"),
        *(at(name, dispute) for name in ("dispute", "answer", "accept")),
    )
    closed_to(at("answer", dispute), at("accept", dispute), method="post")


def test_the_deadline_stands_on_the_overview_the_list_and_the_page(dispute, desk):
    due = f"{dispute.evidence_due_by:%Y-%m-%d %H:%M} UTC"
    assert "1 dispute has no answer yet." in desk("overview")
    assert f"must be answered until {due}" in desk("overview")
    assert "days left" in desk("disputes")
    assert "Answer until" in desk("dispute", dispute.provider_id)


def test_a_bank_that_only_asks_is_told_from_one_that_took_the_gift(dispute, desk):
    asks = "only asks and has taken nothing yet"
    assert asks not in desk("dispute", dispute.provider_id)
    Dispute.objects.update(withdrawn=False)
    assert asks in desk("dispute", dispute.provider_id)


def test_the_nearest_deadline_is_on_top(dispute, desk):
    sooner = Dispute.objects.get(pk=dispute.pk)
    sooner.pk, sooner.provider_id = None, "dp_sooner"
    sooner.evidence_due_by = timezone.now() + timedelta(hours=3)
    sooner.save()
    page = desk("disputes")
    assert page.index(at("dispute", sooner)) < page.index(at("dispute", dispute))


def test_an_answer_goes_to_the_bank_once(dispute, fatou, finance_officer):
    text = "The donor gave on this day and thanked us by mail."
    asked = asks(fatou, at("answer", dispute), evidence=text)
    assert text in words(asked) and "USD 25" in words(asked)
    assert "The answer is with the bank." in words(does(fatou, at("answer", dispute), evidence=text))
    dispute.refresh_from_db()
    assert dispute.status != Dispute.Status.NEEDS_RESPONSE
    assert dispute.answered_by == str(finance_officer.pk)
    assert "waits for no answer" in words(does(fatou, at("answer", dispute), evidence=text))


def test_an_empty_answer_is_none(dispute, fatou):
    assert once(asks(fatou, at("answer", dispute), evidence="")) is None


def test_a_dispute_is_accepted_as_lost(dispute, fatou, desk):
    assert "USD 25 are given up" in words(asks(fatou, at("accept", dispute)))
    does(fatou, at("accept", dispute))
    dispute.refresh_from_db()
    assert dispute.status == Dispute.Status.LOST
    assert at("accept", dispute) not in desk("dispute", dispute.provider_id)


def test_after_the_deadline_no_answer_is_offered(dispute, desk):
    Dispute.objects.filter(pk=dispute.pk).update(evidence_due_by=timezone.now() - timedelta(minutes=1))
    page = desk("dispute", dispute.provider_id)
    assert "The time to answer is over." in page
    assert at("answer", dispute) not in page


def test_the_gift_shows_its_dispute(dispute, desk):
    assert at("dispute", dispute) in desk("donation", dispute.donation.reference)
