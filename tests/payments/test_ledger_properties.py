"""Whatever donors, banks, staff and the provider do, in any order and however often it is told."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from payments import identifiers, reservation
from payments.actions import disbursements, disputes, fund, payouts, refund_requests, refunds, settlement
from payments.actions.campaigns import close_campaign
from payments.exceptions import Refusal
from payments.models import Campaign, Donation, FundBalance, LedgerEntry, Refund
from payments.verification import faults, held_by
from tests.payments.conftest import WEAVER
from tests.payments.provider_model import Model

pytestmark = pytest.mark.django_db
AMOUNTS = [50, 999, 30_000, 75_000, 149_950, 150_000]


class World:
    """A campaign of USD 1,500, a fund, and a provider that says what happened."""

    def __init__(self):
        self.model = Model()
        self.gifts: list[Donation] = []

    def gift(self, number, amount):
        donation_id = identifiers.donation_id()
        asked = reservation.Request(
            id=donation_id,
            campaign=WEAVER if number % 3 else "fund",
            amount=amount,
            fee_cover=number % 2 * 57,
            currency="USD",
            locale="en",
            surplus_rule="fund" if number % 2 else "refund",
            degree=None,
            waited=True,
            key_hash=donation_id,
            body_hash="",
            address_hash=donation_id,
            checkout_params={},
            expires_at=datetime.now(UTC) + timedelta(minutes=31),
            least=50,
        )
        if not reservation.reserve(asked):
            return
        donation = Donation.objects.select_related("campaign").get(pk=donation_id)
        self.gifts.append(donation)
        if number % 5:
            settlement.apply(donation, self.model.pays(donation))

    def paid(self, number):
        """A gift that is paid at the provider."""
        paid = [gift for gift in self.gifts if gift.pk in self.model.sessions]
        return paid[number % len(paid)] if paid else None

    def late_payment(self, number, amount):
        for gift in self.gifts:
            if gift.pk not in self.model.sessions:
                settlement.apply(gift, self.model.pays(gift))
                return

    def refund(self, number, amount):
        if gift := self.paid(number):
            asked = refund_requests.request(gift, min(amount, gift.amount), by="staff-7", reason="")
            if self.model.left(gift) < asked.total:
                refunds.refuse(asked)
            else:
                status = "pending" if number % 2 else "succeeded"
                refunds.apply(self.model.refund(gift, asked.total, asked.pk, status))

    def refund_at_the_provider(self, number, amount):
        if (gift := self.paid(number)) and (left := self.model.left(gift)) > 0:
            refunds.apply(self.model.refund(gift, min(left, amount)))

    def refund_fails(self, number, amount):
        if made := list(self.model.refunds):
            refunds.apply(self.model.refund_fails(made[number % len(made)]))

    def dispute(self, number, amount):
        if (gift := self.paid(number)) and (left := self.model.left(gift)) > 0:
            disputes.apply(self.model.dispute(gift, left))

    def verdict(self, number, amount):
        if made := list(self.model.disputes):
            verdict = "won" if number % 2 else "lost"
            disputes.apply(self.model.decides(made[number % len(made)], verdict))

    def withdrawn(self, number, amount):
        close_campaign(WEAVER)
        fund.commit_remainder(WEAVER)

    def to_fund(self, number, amount):
        if gift := self.paid(number):
            fund.to_fund(gift.pk, by="donor")

    def meet(self, number, amount):
        fund.meet(WEAVER, amount, by="staff-7")

    def spend(self, number, amount):
        disbursements.disburse(WEAVER, "need", amount, by="staff-7", document=None)

    def payout(self, number, amount):
        made = list(self.model.payouts)
        if number % 2 or not made:
            payouts.record(self.model.pay_out(amount))
        else:
            status = "paid" if number % 4 else "failed"
            payouts.record(self.model.arrives(made[number % len(made)], status))

    def everything_told_again(self, newest_first):
        told = [
            *((refunds.apply, made) for made in self.model.refunds.values()),
            *((disputes.apply, made) for made in self.model.disputes.values()),
            *((payouts.record, made) for made in self.model.payouts.values()),
        ]
        for apply, made in told[::-1] if newest_first else told:
            apply(made)
        for gift in self.gifts:
            if gift.pk in self.model.sessions:
                settlement.apply(gift, self.model.sessions[gift.pk])


KINDS = ["refund", "won", "lost", "payout"]
DOES = st.sampled_from([name for name in vars(World) if not name.startswith(("_", "paid", "everything"))])
STEPS = st.lists(st.tuples(DOES, st.integers(0, 11), st.sampled_from(AMOUNTS)), min_size=4, max_size=14)


@pytest.fixture
def empty(weaver, fund):
    """Every example starts from here and leaves nothing."""


def entries():
    listed = LedgerEntry.objects.values_list("account", "currency", "amount")
    return sorted(json.dumps(entry) for entry in listed)


@given(steps=STEPS)
def test_the_books_agree_whatever_happens(empty, steps):
    with transaction.atomic():
        world, funded = World(), None
        for name, number, amount in [("gift", 1, 75_000), ("gift", 4, 30_000), *steps]:
            before = Campaign.objects.get(ref=WEAVER)
            try:
                with transaction.atomic():
                    getattr(world, name)(number, amount)
            except Refusal:
                assert list(faults()) == []
            after = Campaign.objects.get(ref=WEAVER)
            assert after.received + after.reserved <= after.goal
            funded = before.funded_on
            assert not funded or after.received == before.received == after.goal
        agree(world)
        was, figures = entries(), list(Campaign.objects.values_list("received", "reserved", "gifts"))
        for newest_first in (True, False):
            world.everything_told_again(newest_first)
        assert entries() == was
        assert list(Campaign.objects.values_list("received", "reserved", "gifts")) == figures
        transaction.set_rollback(True)


def agree(world):
    assert list(faults()) == []
    assert held_by("provider_cash", "USD") == world.model.cash
    assert all(balance.amount >= 0 for balance in FundBalance.objects.all())
    open_refunds = Refund.objects.filter(state=Refund.State.REQUESTED)
    assert held_by("refunds", "USD") == held_by("disputes", "USD") == 0
    assert all(refund.by == "rule" for refund in open_refunds)


@settings(max_examples=12)
@given(order=st.lists(st.integers(0, 2), max_size=6), what=st.sampled_from(KINDS))
def test_what_is_told_in_any_order_ends_in_the_same_books(empty, order, what):
    with transaction.atomic():
        ends = [told_in(order_told, what) for order_told in ([0, 1, 2], [*order, 2], [2, *order])]
        assert ends[0] == ends[1] == ends[2]
        transaction.set_rollback(True)


def told_in(order, what):
    """The balances after a gift of USD 50, and then one object in three states told in this order."""
    with transaction.atomic():
        world = World()
        world.gift(1, 75_000)
        apply, states = HISTORIES[what](world.model, world.gifts[0])
        for number in order:
            apply(states[number])
        assert list(faults()) == []
        campaign = Campaign.objects.get(ref=WEAVER)
        end = (campaign.received, campaign.gifts, summed())
        transaction.set_rollback(True)
    return end


def summed():
    sums = {}
    for account, amount in LedgerEntry.objects.values_list("account", "amount"):
        sums[account] = sums.get(account, 0) + amount
    return {account: amount for account, amount in sums.items() if amount}


def refund_history(model, gift):
    first = model.refund(gift, 30_000, status="pending")
    return refunds.apply, [first, replace(first, status="succeeded"), model.refund_fails(first.id)]


def dispute_history(verdict):
    def history(model, gift):
        first = model.dispute(gift, 75_000)
        waiting = replace(first, status="under_review")
        return disputes.apply, [first, waiting, model.decides(first.id, verdict)]

    return history


def payout_history(model, gift):
    first = model.pay_out(2_000)
    return payouts.record, [first, model.arrives(first.id, "paid"), model.arrives(first.id, "failed")]


HISTORIES = {
    "refund": refund_history,
    "won": dispute_history("won"),
    "lost": dispute_history("lost"),
    "payout": payout_history,
}
