"""The operator's proof that the books agree."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from payments.actions import receipts
from payments.actions.campaigns import open_fund
from payments.actions.donations import cancel
from payments.models import Campaign, Donation, ReceiptSeries
from payments.verification import faults
from tests.payments.conftest import gives, gives_and_pays

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(provider, weaver):
    """Gifts paid, open and cancelled, to a case and, in two currencies, to the fund."""
    open_fund("fund", "USD")
    for currency in ["USD", "EUR"]:
        gives_and_pays(provider, 5_000, "bo@example.org", "fund", currency=currency)
    gives_and_pays(provider, 2_500, "amina@example.org")
    gives(1_000)
    cancel(gives(3_000).pk)
    receipts.issue_due()


def test_books_kept_by_the_product_agree(books):
    assert list(faults()) == []
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue().splitlines()[-1].startswith("6 ledger transactions of ")


@pytest.mark.parametrize("counter", ["received", "reserved", "gifts"])
def test_a_counter_moved_by_hand_is_found(books, counter):
    Campaign.objects.filter(kind="case").update(**{counter: 7})
    out = StringIO()
    with pytest.raises(CommandError, match="The books do not agree"):
        call_command("verify_ledger", stdout=out, stderr=StringIO())
    assert out.getvalue() == ""
    assert any(counter in fault for fault in faults())


@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_a_gift_that_counts_more_to_its_fund_than_the_ledger_has_is_found(books, currency):
    given = Donation.objects.filter(campaign__kind="fund", currency=currency)
    given.update(counted=4_900)
    Campaign.objects.filter(kind="fund", currency=currency).update(received=4_900)
    assert [f"Donation {given.get().reference} counts 4900 to its fund, the ledger 5000."] == list(faults())


def test_a_receipt_number_that_was_skipped_is_found(books):
    ReceiptSeries.objects.update(last=9)
    assert ["gap" in fault for fault in faults()] == [True]


def test_a_gift_that_got_no_receipt_within_the_hour_is_found(provider, weaver, monkeypatch):
    gives_and_pays(provider, 2_500, "amina@example.org")
    assert list(faults()) == []
    monkeypatch.setattr("payments.verification.RECEIPT_LATE", timedelta(0))
    assert ["has no receipt" in fault for fault in faults()] == [True]
