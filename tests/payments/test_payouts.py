"""From the provider to the bank, booked as the provider says."""

import pytest
from django.db import IntegrityError, transaction

from payments import gateway
from payments.actions import payouts
from payments.models import Payout
from payments.verification import faults
from tests.payments.books import balances, told, unapplied
from tests.payments.conftest import gives_and_pays

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(provider, weaver):
    """USD 20 of a gift on their way to the bank: the id of the payout."""
    gives_and_pays(provider, 5_000, "bo@example.org")
    made = gateway.client().v1.payouts.create(params={"amount": 2_000, "currency": "usd"})
    told(provider, made.id, "payout.")
    return made.id


def test_what_is_on_its_way_is_neither_here_nor_there(provider, sent):
    held = balances()
    assert (held["payouts"], held.get("bank"), Payout.objects.get().status) == (2_000, None, "pending")
    assert (unapplied(), list(faults())) == ([], [])


def test_it_is_at_the_bank_once_however_often_that_is_told(provider, sent):
    provider.control(f"payouts/{sent}", status="paid")
    for order in (-1, 1):
        told(provider, sent, "payout.", order=order)
        payouts.record(gateway.retrieve_payout(sent))
    assert (balances()["bank"], balances().get("payouts")) == (2_000, None)
    assert Payout.objects.get().status == "paid"


@pytest.mark.parametrize("paid_before", [True, False])
def test_what_the_bank_sends_back_is_at_the_provider_again(provider, sent, paid_before):
    if paid_before:
        provider.control(f"payouts/{sent}", status="paid")
        told(provider, sent, "payout.")
    provider.control(f"payouts/{sent}", status="failed")
    told(provider, sent, "payout.", order=-1)
    payout = Payout.objects.get()
    assert (payout.status, payout.failure) == ("failed", "account_closed")
    assert {"bank", "payouts"} & balances().keys() == set()
    assert (unapplied(), list(faults())) == ([], [])


@pytest.mark.parametrize("change", [{"amount": 1}, {"provider_id": "po_other"}, {"status": "pending"}])
def test_a_payout_keeps_its_facts_and_never_moves_back(provider, sent, change):
    provider.control(f"payouts/{sent}", status="paid")
    told(provider, sent, "payout.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.update(**change)
