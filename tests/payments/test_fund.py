"""The fund: what goes in, whose need it takes over, what it pays, and that it never owes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from payments.actions import ledger
from payments.actions.campaigns import close_campaign, pause_campaign
from payments.actions.corrections import correct
from payments.actions.donations import settle
from payments.actions.fund import commit_remainder, exchange, meet, to_fund
from payments.actions.refunds import refund
from payments.exceptions import CampaignNotFound, CorrectionRefused, FundRefused
from payments.models import (
    Campaign,
    Donation,
    FundBalance,
    FundCommitment,
    FundExchange,
    LedgerTransaction,
    Refund,
)
from payments.verification import faults
from payments.worker import tick
from tests.payments.books import OFFICER, balances, campaign
from tests.payments.conftest import WEAVER, gives, gives_and_pays

pytestmark = pytest.mark.django_db


def held(currency="USD"):
    return FundBalance.objects.filter(currency=currency).values_list("amount", flat=True).first() or 0


@pytest.fixture
def withdrawn(provider, weaver, fund):
    """USD 1,000 of 1,500 were given when the story was withdrawn: the gift."""
    donation = gives_and_pays(provider, 100_000, "bo@example.org")
    close_campaign(WEAVER)
    return donation


def test_the_fund_holds_what_it_was_given_by_currency(provider, fund):
    gives_and_pays(provider, 3_000, "mei@example.org", fund)
    gives_and_pays(provider, 2_000, "mei@example.org", fund, currency="EUR")
    assert (held("USD"), held("EUR")) == (3_000, 2_000)
    assert list(faults()) == []


def test_the_need_of_a_withdrawn_story_moves_to_the_fund_at_its_full_remaining_value(withdrawn):
    assert commit_remainder(WEAVER).promised == 50_000
    assert commit_remainder(WEAVER).promised == 50_000
    assert to_fund(withdrawn.pk, by="donor") == 100_000
    assert (FundCommitment.objects.get().promised, held(), campaign().received) == (150_000, 100_000, 0)
    assert (campaign().gifts, list(faults())) == (0, [])


def test_the_fund_pays_what_it_promised_and_no_more_than_it_holds(provider, withdrawn, fund):
    gives_and_pays(provider, 30_000, "mei@example.org", fund)
    commit_remainder(WEAVER)
    with pytest.raises(FundRefused) as refused:
        meet(WEAVER, 30_001, by=OFFICER)
    assert refused.value.extra["max_amount"] == 30_000
    assert meet(WEAVER, 30_000, by=OFFICER).open == 20_000
    assert (held(), campaign().received, balances()[f"campaign:{WEAVER}"]) == (0, 130_000, -130_000)
    gives_and_pays(provider, 90_000, "mei@example.org", fund)
    with pytest.raises(FundRefused) as refused:
        meet(WEAVER, 20_001, by=OFFICER)
    assert refused.value.extra["max_amount"] == 20_000
    meet(WEAVER, 20_000, by=OFFICER)
    assert (campaign().funded_on is not None, held(), list(faults())) == (True, 70_000, [])


def test_a_gift_given_back_after_that_makes_the_promise_grow(withdrawn):
    commit_remainder(WEAVER)
    refund(withdrawn.pk, 40_000, by="donor", reason="")
    assert (FundCommitment.objects.get().promised, list(faults())) == (90_000, [])


def test_a_gift_leaves_a_campaign_only_after_it_was_closed_and_once(provider, weaver, fund):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    with pytest.raises(FundRefused):
        to_fund(donation.pk, by=OFFICER)
    with pytest.raises(FundRefused):
        commit_remainder(WEAVER)
    close_campaign(WEAVER)
    to_fund(donation.pk, by=OFFICER)
    with pytest.raises(FundRefused):
        to_fund(donation.pk, by=OFFICER)


def test_what_a_funded_case_received_stays_with_it(provider, weaver, fund):
    donation = gives_and_pays(provider, 150_000, "bo@example.org")
    close_campaign(WEAVER)
    with pytest.raises(FundRefused):
        to_fund(donation.pk, by=OFFICER)


def test_without_a_fund_nothing_can_move_to_it(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    close_campaign(WEAVER)
    with pytest.raises(CampaignNotFound):
        to_fund(donation.pk, by=OFFICER)
    assert Donation.objects.get(pk=donation.pk).counted == 5_000


def test_an_exchange_is_an_entry_with_its_rate(provider, fund):
    gives_and_pays(provider, 10_000, "mei@example.org", fund)
    done = exchange("USD", "EUR", 10_000, Decimal("0.91239"), by=OFFICER)
    assert (done.to_amount, held("USD"), held("EUR")) == (9_123, 0, 9_123)
    assert balances("EUR") == {"fund:fund": -9_123, "exchange": 9_123}
    assert LedgerTransaction.objects.get(kind="exchange").by == OFFICER
    with pytest.raises(FundRefused):
        exchange("USD", "EUR", 1, Decimal(1), by=OFFICER)
    assert (FundExchange.objects.count(), list(faults())) == (1, [])


def test_a_currency_without_decimals_is_exchanged_in_its_own_units(provider, fund):
    gives_and_pays(provider, 10_000, "mei@example.org", fund)
    assert exchange("USD", "JPY", 10_000, Decimal("149.5"), by=OFFICER).to_amount == 14_950


def test_the_database_lets_no_fund_owe_and_no_hand_write_its_balance(provider, fund):
    gives_and_pays(provider, 1_000, "mei@example.org", fund)
    lines = [ledger.Line("fund:fund", 1_001, "USD"), ledger.Line("bank", -1_001, "USD")]
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.book("correction", "a", date(2026, 3, 1), lines)
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError), transaction.atomic():
            FundBalance.objects.update(amount=5_000)
    assert held() == 1_000


@pytest.mark.parametrize(
    "lines",
    [
        [("bank", 1, "USD")],
        [("bank", 1, "USD"), ("provider_cash", -1, "EUR")],
        [(f"campaign:{WEAVER}", 1, "USD"), ("bank", -1, "USD")],
        [("savings", 1, "USD"), ("bank", -1, "USD")],
        [("fund:fund", 1, "USD"), ("bank", -1, "USD")],
    ],
)
def test_a_correction_moves_no_case_owes_nothing_and_balances(fund, lines):
    with pytest.raises(CorrectionRefused):
        correct(
            [ledger.Line(*line) for line in lines], value_date=date(2026, 3, 1), by=OFFICER, reason="a fee"
        )
    assert not LedgerTransaction.objects.exists()


def test_a_correction_says_who_and_why(db):
    lines = [ledger.Line("bank", -500, "USD"), ledger.Line("organisation", 500, "USD")]
    with pytest.raises(CorrectionRefused):
        correct(lines, value_date=date(2026, 3, 1), by=OFFICER, reason=" ")
    booked = correct(lines, value_date=date(2026, 3, 1), by=OFFICER, reason="the bank's own fee")
    assert (booked.by, booked.reason, balances()) == (
        OFFICER,
        "the bank's own fee",
        {"bank": -500, "organisation": 500},
    )


def test_a_movement_that_somebody_else_has_just_corrected_is_refused_in_words(db, monkeypatch):
    lines = [ledger.Line("bank", -500, "USD"), ledger.Line("organisation", 500, "USD")]
    told = {"value_date": date(2026, 3, 1), "by": OFFICER, "reason": "a fee", "movement": "txn_1"}
    correct(lines, **told)
    # Looked up the moment before it was booked.
    monkeypatch.setattr(ledger, "is_booked", lambda _kind, _source: False)
    with pytest.raises(CorrectionRefused, match="changed meanwhile"):
        correct(lines, **told)
    assert LedgerTransaction.objects.count() == 1


@pytest.mark.parametrize(("rule", "in_fund", "received"), [("fund", 50_000, 0), ("refund", 0, 0)])
def test_a_gift_paid_after_the_story_was_withdrawn_follows_the_donors_rule(
    provider, weaver, fund, rule, in_fund, received
):
    donation = gives(50_000, surplus_rule=rule)
    provider.pay(donation, "bo@example.org")
    close_campaign(WEAVER)
    commit_remainder(WEAVER)
    assert settle(donation.pk).state == "paid"
    tick()
    assert (held(), campaign().received, campaign().gifts) == (in_fund, received, 0)
    assert list(Refund.objects.values_list("by", "state")) == [("rule", "succeeded")] * (rule == "refund")
    assert (FundCommitment.objects.get().promised, list(faults())) == (150_000, [])


@pytest.mark.parametrize(("ends", "in_fund"), [("closed", 0), ("past its end", 0), ("paused", 50_000)])
def test_a_gift_not_needed_comes_back_where_the_fund_takes_none_for_good(
    provider, weaver, fund, ends, in_fund
):
    donation = gives(50_000, surplus_rule="fund")
    provider.pay(donation, "bo@example.org")
    close_campaign(WEAVER)
    match ends:
        case "closed":
            close_campaign(fund)
        case "paused":
            pause_campaign(fund)
        case _:
            Campaign.objects.filter(ref=fund).update(open_until=timezone.now())
    settle(donation.pk)
    tick()
    assert held() == in_fund
    assert Refund.objects.count() == (in_fund == 0)
    assert FundCommitment.objects.count() == (in_fund > 0)
    assert list(faults()) == []


def test_a_gift_that_came_too_late_makes_no_goal_met(provider, weaver, fund):
    donation = gives(150_000, surplus_rule="fund")
    provider.pay(donation, "bo@example.org")
    close_campaign(WEAVER)
    settle(donation.pk)
    assert (campaign().funded_on, campaign().received, held()) == (None, 0, 150_000)
