"""The operator's proof that the books agree."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from payments.actions.campaigns import open_fund
from payments.actions.donations import cancel
from payments.models import Campaign, ReceiptSeries
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


def test_books_kept_by_the_product_agree(books):
    assert list(faults()) == []
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue().splitlines()[-1].startswith("3 ledger transactions of ")


@pytest.mark.parametrize("counter", ["received", "reserved", "gifts"])
def test_a_counter_moved_by_hand_is_found(books, counter):
    Campaign.objects.filter(kind="case").update(**{counter: 7})
    out = StringIO()
    with pytest.raises(CommandError, match="The books do not agree"):
        call_command("verify_ledger", stdout=out, stderr=StringIO())
    assert out.getvalue() == ""
    assert any(counter in fault for fault in faults())


def test_a_receipt_number_that_was_skipped_is_found(books):
    ReceiptSeries.objects.update(last=9)
    assert ["gap" in fault for fault in faults()] == [True]
