"""What a bank takes back: booked once, whatever comes first, borne by whoever must, repaid when won."""

from dataclasses import replace
from typing import get_args

import pytest
import stripe
from django.db import IntegrityError, transaction

from payments import gateway
from payments.actions import disputes
from payments.actions.donations import settle
from payments.actions.refunds import refund
from payments.actions.settlement import Mismatch
from payments.exceptions import DisputeRefused, RefundRefused
from payments.models import Dispute, FundBalance
from payments.verification import faults, held_by
from tests.payments.books import OFFICER, balances, campaign, told, unapplied
from tests.payments.conftest import WEAVER, gives, gives_and_pays

pytestmark = pytest.mark.django_db
DISPUTED_CARD = "4000000000000259"
DISPUTE_FEE = 1_500


def disputed(provider, donation):
    """The bank takes the gift back, and the provider tells of it."""
    provider.control(f"disputes/{donation.charge}")
    told(provider, donation.charge, "charge.dispute")
    return Dispute.objects.get(donation=donation)


def test_a_disputed_gift_counts_no_longer_and_its_fee_is_the_organisations(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    fees = held_by("provider_fees", "USD")
    dispute = disputed(provider, donation)
    assert (dispute.status, dispute.borne_by, dispute.withdrawn) == ("needs_response", "campaign", True)
    assert dispute.evidence_due_by > dispute.opened_at
    assert (campaign().received, campaign().gifts) == (0, 0)
    assert balances() == {
        "provider_fees": fees + DISPUTE_FEE,
        "provider_cash": -fees - DISPUTE_FEE,
    }
    assert (unapplied(), list(faults())) == ([], [])


def test_the_same_dispute_told_ten_times_and_backwards_is_booked_once(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    disputed(provider, donation)
    before = balances()
    for order in [-1, 1] * 5:
        told(provider, donation.charge, "charge.dispute", "charge.updated", order=order)
    assert (balances(), Dispute.objects.count(), unapplied()) == (before, 1, [])


def test_a_dispute_that_is_won_repays_the_campaign(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    before = balances()
    dispute = disputed(provider, donation)
    answered = disputes.answer(dispute.provider_id, "winning_evidence", by=OFFICER)
    assert (answered.status, answered.answered_by) == ("won", OFFICER)
    assert (campaign().received, campaign().gifts) == (5_000, 1)
    assert balances() == before
    told(provider, donation.charge, "charge.dispute")
    assert (balances(), unapplied(), list(faults())) == (before, [], [])


def test_a_lost_dispute_is_final(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    dispute = disputed(provider, donation)
    assert disputes.accept(dispute.provider_id, by=OFFICER).status == "lost"
    for act in (disputes.accept, lambda pk, by: disputes.answer(pk, "winning_evidence", by=by)):
        with pytest.raises(DisputeRefused):
            act(dispute.provider_id, by=OFFICER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.update(status="won")
    with pytest.raises(RefundRefused):
        refund(donation.pk, 5_000, by=OFFICER, reason="")
    assert campaign().received == 0


def test_once_funded_fund_and_organisation_bear_it_and_are_repaid_exactly(provider, weaver, fund):
    gives_and_pays(provider, 30_000, "mei@example.org", fund)
    donation = gives_and_pays(provider, 150_000, "bo@example.org")
    dispute = disputed(provider, donation)
    assert dispute.borne_by == "fund organisation"
    assert (campaign().received, balances()["organisation"]) == (150_000, 120_000)
    assert FundBalance.objects.get(currency="USD").amount == 0
    disputes.answer(dispute.provider_id, "winning_evidence", by=OFFICER)
    assert FundBalance.objects.get(currency="USD").amount == 30_000
    assert "organisation" not in balances()
    assert list(faults()) == []


@pytest.mark.parametrize("order", [1, -1])
def test_a_gift_disputed_before_we_heard_of_it_books_both_in_any_order(provider, weaver, order):
    donation = gives(5_000)
    provider.pay(donation, "bo@example.org", DISPUTED_CARD)
    told(provider, donation.pk, "charge.", "checkout.", order=order)
    donation = settle(donation.pk)
    told(provider, donation.charge, "charge.dispute", order=order)
    assert (donation.state, campaign().received, campaign().reserved) == ("paid", 0, 0)
    assert balances()["provider_cash"] == -balances()["provider_fees"]
    assert (Dispute.objects.get().status, list(faults())) == ("needs_response", [])


def test_what_covered_the_fee_is_taken_back_with_the_gift(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org", fee_cover=True)
    dispute = disputed(provider, donation)
    assert dispute.amount == donation.charged
    assert {"fee_cover", f"campaign:{WEAVER}"} & balances().keys() == set()
    assert list(faults()) == []


def states_of_the_schema():
    literal, _any_other = get_args(stripe.Dispute.__annotations__["status"])
    return set(get_args(literal))


def test_every_state_of_the_providers_schema_is_known():
    assert states_of_the_schema() == {*disputes.STATUSES, *disputes.APPEALS}


@pytest.mark.parametrize(
    "status", ["warning_needs_response", "warning_under_review", "warning_closed", "prevented"]
)
def test_what_never_became_a_dispute_takes_nothing(provider, weaver, status):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    theirs = gateway.retrieve_dispute(provider.control(f"disputes/{donation.charge}")["id"])
    inquiry = disputes.apply(replace(theirs, status=status, movements=()))
    assert (inquiry.withdrawn, campaign().received) == (False, 5_000)
    assert inquiry.status == disputes.STATUSES[status]
    assert list(faults()) == []


def test_an_inquiry_that_becomes_a_dispute_is_booked_then(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    theirs = gateway.retrieve_dispute(provider.control(f"disputes/{donation.charge}")["id"])
    disputes.apply(replace(theirs, status="warning_needs_response", movements=()))
    assert disputes.apply(theirs).withdrawn
    assert (campaign().received, list(faults())) == (0, [])


@pytest.mark.parametrize("amount", [1_000, 5_000])
def test_a_gift_the_bank_only_asks_about_can_be_given_back(provider, weaver, amount):
    """A part too: but the whole alone ends the inquiry."""
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    inquiry = provider.control(f"disputes/{donation.charge}", inquiry=True)
    told(provider, donation.charge, "charge.dispute")
    assert refund(donation.pk, amount, by=OFFICER, reason="not hers").state == "succeeded"
    told(provider, inquiry["id"], "charge.dispute.closed")
    ended = Dispute.objects.get().status == "won"
    assert (ended, campaign().received) == (amount == 5_000, 5_000 - amount)
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("prevented", "compare its movements"),
        ("appeal_needs_response", "answer the appeal at the provider"),
        ("appeal_under_review", "stays lost here"),
        ("of_next_year", "look at it at the provider"),
    ],
)
def test_a_state_that_fits_no_book_is_set_aside_with_what_to_do(provider, weaver, status, told):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    theirs = gateway.retrieve_dispute(provider.control(f"disputes/{donation.charge}")["id"])
    with pytest.raises(Mismatch, match=told):
        disputes.apply(replace(theirs, status=status))
    assert not Dispute.objects.exists()
    assert campaign().received == 5_000


def test_a_stranger_cannot_answer_a_dispute_that_is_not_there(db):
    with pytest.raises(DisputeRefused):
        disputes.accept("du_guessed", by=OFFICER)


def test_a_dispute_is_not_answered_with_nothing(provider, weaver):
    dispute = disputed(provider, gives_and_pays(provider, 5_000, "bo@example.org"))
    with pytest.raises(DisputeRefused):
        disputes.answer(dispute.provider_id, "  ", by=OFFICER)


@pytest.mark.parametrize(
    "told",
    [
        WEAVER,
        WEAVER.upper(),
        "https://elsewhere.example/en/cases/a1b2/",
        "HTTPS://elsewhere.example/en%2Fgive%2Fa1b2",
        "Seen at Give.Example that evening",
        "https://front.example/six/",
    ],
)
def test_evidence_that_leads_to_a_case_is_not_sent_to_the_bank(provider, weaver, settings, told):
    settings.SIXDEGREE_PAYMENTS_RETURN_URL = "https://give.example/{locale}/thanks/{donation}/"
    settings.SIXDEGREE_PAYMENTS_FRONT_ENDS = {"six": "https://front.example/six/"}
    dispute = disputed(provider, gives_and_pays(provider, 5_000, "bo@example.org"))
    with pytest.raises(DisputeRefused, match="leads to a case"):
        disputes.answer(dispute.provider_id, f"winning_evidence {told}", by=OFFICER)
    dispute.refresh_from_db()
    assert (dispute.status, dispute.answered_at) == ("needs_response", None)
    assert disputes.answer(dispute.provider_id, "winning_evidence", by=OFFICER).status == "won"
