"""What was given back is on no valid receipt: it is voided, and what stands is on another."""

import pytest
from django.core import mail
from django.utils import timezone

from payments.actions import receipts
from payments.actions.refunds import refund
from payments.models import Dispute, Receipt, Refund
from payments.verification import faults
from payments.worker import tick
from tests.payments.conftest import gives, settle

pytestmark = pytest.mark.django_db


def valid():
    return [(receipt.number, receipt.amount) for receipt in Receipt.objects.filter(void=None)]


def rounds():
    for _ in range(3):
        tick()


def test_a_part_given_back_makes_a_receipt_for_the_rest(amina):
    refund(amina.pk, 1_000, by="7", reason="asked")
    rounds()
    assert valid() == [(2, 1_500)]
    assert Receipt.objects.get(number=2).replaces.receipt.number == 1
    assert "replaces receipt" in mail.outbox[-1].body
    assert list(faults()) == []


def test_all_given_back_leaves_none_and_the_donor_is_told(amina):
    refund(amina.pk, 2_500, by="7", reason="asked")
    rounds()
    assert valid() == []
    assert "has gone back to you" in mail.outbox[-1].body
    sent = len(mail.outbox)
    rounds()
    assert len(mail.outbox) == sent and list(faults()) == []


def test_a_refund_that_was_only_asked_for_changes_nothing(amina):
    Refund.objects.create(donation=amina, amount=1_000, currency="USD", by="7")
    assert receipts.amend_due() == 0
    assert valid() == [(1, 2_500)]


def test_a_gift_given_back_before_its_receipt_gets_one_for_the_rest_alone(provider, weaver):
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org")
    settle(donation.pk)
    refund(donation.pk, 1_000, by="7", reason="asked")
    rounds()
    assert valid() == [(1, 1_500)]


def test_valid_receipts_of_a_year_add_up_to_the_gifts_that_stand(provider, weaver, amina):
    for amount, back in [(5_000, 5_000), (7_000, 3_000), (9_000, 0)]:
        donation = gives(amount)
        provider.pay(donation, "bo@example.org")
        settle(donation.pk)
        receipts.issue_due()
        if back:
            refund(donation.pk, back, by="7", reason="asked")
    rounds()
    assert sum(amount for _number, amount in valid()) == 2_500 + 4_000 + 9_000
    assert sorted(Receipt.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_what_a_bank_took_back_is_on_none_and_a_dispute_won_brings_another(amina):
    taken = {"amount": 2_500, "currency": "USD", "withdrawn": True, "opened_at": timezone.now()}
    Dispute.objects.create(provider_id="dp_1", donation=amina, status="under_review", **taken)
    receipts.amend_due()
    receipts.issue_due()
    assert valid() == []
    Dispute.objects.update(status="won", closed_at=timezone.now())
    receipts.issue_due()
    assert valid() == [(2, 2_500)]
