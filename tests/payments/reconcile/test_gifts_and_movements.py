"""The books against the provider's records: what no event brought is brought, the rest is told."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from payments import verification
from payments.actions import ledger, settlement
from payments.actions.campaigns import open_fund
from payments.actions.donations import settle
from payments.actions.reconcile import (
    reconcile,
    window,
)
from payments.currencies import TABLE
from payments.gateway import lists
from payments.models import (
    Dispute,
    Donation,
    LedgerTransaction,
    Payout,
    Reconciliation,
    Refund,
)
from tests.payments.conftest import gives
from tests.payments.reconcile.comparing import foreign_session, paid_movement, reconciled, state

pytestmark = pytest.mark.django_db
DISPUTED_CARD = "4000000000000259"
Kind = LedgerTransaction.Kind


def test_a_gift_of_which_no_event_told_is_booked_and_then_nothing_is_left(paid):
    assert reconciled() == (1, [])
    assert state(paid) == "paid"
    assert list(verification.faults()) == []
    assert reconciled() == (0, [])


def test_a_gift_that_events_brought_is_left_alone(paid):
    settle(paid.pk)
    booked = LedgerTransaction.objects.count()
    assert reconciled() == (0, [])
    assert LedgerTransaction.objects.count() == booked


def test_a_page_that_nobody_paid_gives_its_place_back(provider, weaver):
    donation = gives(2_500)
    provider.control("clock", ahead=32 * 60)
    provider.control("webhooks/flush")
    assert reconciled() == (1, [])
    assert state(donation) == "released"


def test_a_page_that_is_open_still_keeps_its_place(provider, weaver):
    donation = gives(2_500)
    assert reconciled() == (0, [])
    assert state(donation) == "reserved"


def test_a_gift_whose_session_we_never_learned_is_found_by_the_name_it_carries(paid):
    Donation.objects.update(session_id="")
    assert reconciled() == (1, [])
    assert state(paid) == "paid"


def test_a_lost_session_is_learned_with_what_covers_its_fee(provider, weaver):
    donation = gives(2_500, fee_cover=True)
    provider.pay(donation, "amina@example.org")
    Donation.objects.update(session_id="")
    assert reconciled() == (1, [])
    assert state(donation) == "paid"
    assert reconciled() == (0, [])


def test_what_was_given_back_in_the_provider_s_dashboard_is_booked(paid, stripe_of):
    settle(paid.pk)
    stripe_of.refunds.create({"charge": Donation.objects.get().charge, "amount": 1_000})
    repaired, findings = reconciled()
    assert (repaired > 0, findings) == (True, [])
    assert Refund.objects.get().by == "provider"
    assert list(verification.faults()) == []
    assert reconciled() == (0, [])


def test_a_dispute_and_its_end_are_booked_though_no_event_came(provider, weaver, stripe_of):
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org", DISPUTED_CARD)
    repaired, findings = reconciled()
    assert (repaired > 0, findings) == (True, [])
    assert (state(donation), Dispute.objects.get().status) == ("paid", "needs_response")
    stripe_of.disputes.update(
        Dispute.objects.get().provider_id, {"evidence": {"uncategorized_text": "winning_evidence"}}
    )
    # The dispute itself lies long before this window; what came back of it is of today.
    assert reconcile(timezone.now() - timedelta(days=1), timezone.now() + timedelta(minutes=1)).findings == []
    assert Dispute.objects.get().status == "won"
    assert list(verification.faults()) == []


@pytest.mark.parametrize("end", ["paid", "failed"])
def test_a_payout_is_followed_to_its_end(provider, paid, stripe_of, end):
    settle(paid.pk)
    payout = stripe_of.payouts.create({"amount": 1_000, "currency": "usd"})
    assert reconciled() == (1, [])
    assert Payout.objects.get().status == "pending"
    provider.control(f"payouts/{payout.id}", status=end)
    assert reconciled() == (1, [])
    assert Payout.objects.get().status == end
    assert reconciled() == (0, [])


def test_money_for_no_gift_of_ours_is_told_and_not_booked(provider, weaver, stripe_of, caplog):
    foreign_session(provider, stripe_of, "a-mug")
    with pytest.raises(CommandError, match="need a person"):
        call_command("reconcile")
    assert not LedgerTransaction.objects.exists()
    sentence = Reconciliation.objects.get().findings[0]["sentence"]
    assert "took USD\N{NO-BREAK SPACE}25 for no gift of ours" in sentence
    assert sentence in caplog.text


def test_a_second_charge_for_one_gift_is_told(provider, paid, stripe_of):
    settle(paid.pk)
    foreign_session(provider, stripe_of, paid.pk)
    _repaired, kinds = reconciled()
    assert "charged_twice" in kinds
    assert ledger.is_booked(Kind.GIFT, Donation.objects.get().charge)
    assert Donation.objects.get().campaign.received == 2_500


def test_money_for_a_gift_that_had_ended_is_told(paid):
    settlement.release(paid)
    _repaired, kinds = reconciled()
    assert "paid_after_the_end" in kinds
    assert state(paid) == "released"


def test_what_the_ledger_holds_and_the_provider_never_moved_is_told(provider, weaver):
    yesterday = timezone.now() - timedelta(days=1)
    lines = [ledger.Line(ledger.CASH, 700, "USD"), ledger.Line(ledger.RECEIVABLE, -700, "USD")]
    ledger.book(Kind.SETTLEMENT, "txn_invented", yesterday.date(), lines)
    report = reconcile(*window())
    assert [(finding.kind, finding.subject) for finding in report.findings] == [
        ("not_at_the_provider", "txn_invented"),
        ("balance", "USD"),
    ]


def test_a_movement_booked_with_another_amount_is_told(paid):
    movement = paid_movement(paid)
    lines = [ledger.Line(ledger.CASH, 1, "USD"), ledger.Line(ledger.RECEIVABLE, -1, "USD")]
    ledger.book(Kind.SETTLEMENT, movement, timezone.now().date(), lines)
    _repaired, kinds = reconciled()
    assert set(kinds) == {"mismatch", "balance"}


def test_a_currency_we_cannot_count_hides_nothing_else(provider, weaver, monkeypatch):
    open_fund("fund", "USD")
    euro = gives(2_501, "fund", currency="EUR")
    provider.pay(euro, "bo@example.org")
    dollars = gives(2_500)
    provider.pay(dollars, "amina@example.org")
    monkeypatch.delitem(TABLE, "EUR")
    _repaired, kinds = reconciled()
    assert (set(kinds), state(dollars), state(euro)) == ({"unreadable"}, "paid", "reserved")


def test_all_pages_are_read(provider, weaver, monkeypatch):
    monkeypatch.setattr(lists, "PAGE", 2)
    donations = [gives(2_500, address=f"192.0.2.{number}") for number in range(5)]
    for donation in donations:
        provider.pay(donation, "amina@example.org")
    assert reconciled() == (5, [])
    assert {state(donation) for donation in donations} == {"paid"}
