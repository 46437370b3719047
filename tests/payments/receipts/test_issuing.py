"""The worker numbers receipts: none before it comes, one for each gift, and each number once."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from payments.actions import receipts
from payments.actions.donations import cancel
from payments.exceptions import ReceiptNotFound, ReceiptVoided
from payments.models import Receipt, ReceiptSeries, ReceiptVoid
from payments.verification import faults
from payments.worker import tick
from tests.payments.conftest import gives, gives_and_pays

pytestmark = pytest.mark.django_db


def issued():
    return [str(receipt) for receipt in Receipt.objects.order_by("series", "number")]


def on(provider, year, month, day):
    provider.control("clock", charge_created=int(datetime(year, month, day, 23, 59, tzinfo=UTC).timestamp()))


def test_a_gift_has_no_receipt_until_the_worker_comes(provider, weaver):
    donation = gives_and_pays(provider, 2_500, "amina@example.org")
    assert issued() == []
    assert tick()["receipts"] == 1
    receipt = Receipt.objects.get()
    assert (receipt.donation, receipt.amount) == (donation, 2_500)
    assert tick()["receipts"] == 0


def test_what_was_not_paid_gets_none(provider, weaver):
    gives(2_500)
    cancel(gives(3_000).pk)
    assert receipts.issue_due() == 0


def test_the_year_of_payment_names_the_series_whenever_the_number_is_drawn(provider, weaver):
    on(provider, 2024, 12, 31)
    gives_and_pays(provider, 2_500, "amina@example.org")
    on(provider, 2025, 1, 1)
    gives_and_pays(provider, 2_500, "bo@example.org")
    receipts.issue_due()
    on(provider, 2024, 12, 30)
    gives_and_pays(provider, 2_500, "chai@example.org")
    receipts.issue_due()
    assert issued() == ["2024-000001", "2024-000002", "2025-000001"]
    assert list(faults()) == []


def test_a_worker_that_dies_half_way_has_drawn_no_number(provider, weaver, monkeypatch):
    for email in ["amina@example.org", "bo@example.org"]:
        gives_and_pays(provider, 2_500, email)
    announced = []

    def dies(kind, receipt):
        announced.append(receipt)
        if len(announced) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(receipts, "announce", dies)
        with pytest.raises(KeyboardInterrupt):
            receipts.issue_due()
    assert (issued(), list(ReceiptSeries.objects.exclude(last=0))) == ([], [])
    receipts.issue_due()
    assert [number[-6:] for number in issued()] == ["000001", "000002"]


def test_a_void_receipt_keeps_its_number_and_may_be_replaced(amina):
    first = Receipt.objects.get()
    receipts.void(first, by="7", reason="Name misspelt", cause="mistake", replace=True)
    with pytest.raises(ReceiptNotFound):
        receipts.valid(amina.pk)
    receipts.issue_due()
    second = receipts.valid(amina.pk)
    assert (second.number, second.replaces.receipt) == (2, first)
    assert len(issued()) == 2
    assert list(faults()) == []


def test_a_void_receipt_may_stay_without_another(amina):
    receipts.void(Receipt.objects.get(), by="7", reason="Our own test", cause="mistake", replace=False)
    assert receipts.issue_due() == 0
    tick()
    tick()
    assert "no longer valid" in mail.outbox[-1].subject


def test_a_receipt_is_voided_once(amina):
    receipt = Receipt.objects.get()
    receipts.void(receipt, by="7", reason="", cause="mistake", replace=True)
    with pytest.raises(ReceiptVoided, match="void already"):
        receipts.void(receipt, by="7", reason="", cause="mistake", replace=True)
    assert ReceiptVoid.objects.count() == 1


def test_the_database_knows_one_first_receipt_and_no_replacement_of_a_valid_one(amina):
    series = {"series": "2020", "donation": amina, "amount": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(number=1, **series)
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(number=2, replaces_id=Receipt.objects.get().pk, **series)
        transaction.get_connection().check_constraints()


def test_a_receipt_is_sent_again_on_request(amina):
    tick()
    receipts.resend(amina.pk)
    tick()
    subjects = [message.subject for message in mail.outbox]
    assert len(subjects) == 2 and len(set(subjects)) == 1
    with pytest.raises(ReceiptNotFound):
        receipts.resend("0" * 26)
