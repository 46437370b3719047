"""A receipt mailed once more, or made void, from its gift's page."""

import pytest
from django.urls import reverse

from payments.actions import receipts
from payments.models import OutboxEntry, ReceiptVoid
from tests.payments.desk.moving import asks, does, once, words

pytestmark = pytest.mark.django_db


def at(verb, gift):
    return reverse(f"payments_desk:{verb}", args=[gift.reference])


def test_nobody_but_a_finance_officer_is_answered(gift, closed_to):
    pages = [at("resend_receipt", gift), at("void_receipt", gift)]
    closed_to(*pages)
    closed_to(*pages, method="post")


def test_a_receipt_is_mailed_once_more(gift, fatou):
    before = OutboxEntry.objects.filter(kind="receipt_mail").count()
    assert "is on its way" in words(does(fatou, at("resend_receipt", gift)))
    assert OutboxEntry.objects.filter(kind="receipt_mail").count() == before + 1


def test_a_void_receipt_is_replaced_and_both_are_shown(gift, fatou, finance_officer, desk):
    first = receipts.valid(gift.pk)
    does(fatou, at("void_receipt", gift), reason="A wrong day", replace="on")
    void = ReceiptVoid.objects.get()
    assert (void.receipt, void.by, void.replace) == (first, str(finance_officer.pk), True)
    receipts.issue_due()
    page = desk("donation", gift.reference)
    assert str(first) in page and "A wrong day" in page
    assert str(receipts.valid(gift.pk)) in page


def test_without_a_reason_none_is_void(gift, fatou):
    assert once(asks(fatou, at("void_receipt", gift), reason="")) is None
