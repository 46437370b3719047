"""The flagship case's figures: 13 people, USD 1,500, fifteen days."""

from datetime import UTC, date, datetime

import pytest

from payments.actions.receipts import issue_due
from payments.exceptions import CampaignFunded
from payments.models import Donation, LedgerEntry, Receipt
from payments.readers import funding
from tests.payments.conftest import WEAVER, gives, gives_and_pays

GIFTS = [5_000, 10_000, 2_500, 20_000, 10_000, 15_000, 5_000, 30_000, 7_500, 12_500, 10_000, 2_500, 20_000]
FIRST_DAY = date(2015, 6, 24)


def day_of(number):
    return date(2015, 7, 8) if number == len(GIFTS) - 1 else date(2015, 6, 24 + number // 2)


@pytest.fixture
def funded_weaver(provider, weaver):
    for number, amount in enumerate(GIFTS):
        noon = datetime(*day_of(number).timetuple()[:3], 12, tzinfo=UTC)
        provider.control("clock", charge_created=int(noon.timestamp()))
        gives_and_pays(provider, amount, f"donor{number}@example.org")
    return WEAVER


def test_thirteen_donations_fund_the_case_to_the_cent(funded_weaver):
    published = funding([WEAVER])[WEAVER]
    assert sum(GIFTS) == 150_000
    assert (published.received, published.remaining, published.donors) == (150_000, 0, 13)
    assert (published.status, published.funded_on) == ("funded", date(2015, 7, 8))


def test_a_fourteenth_donor_is_refused_before_paying(funded_weaver):
    with pytest.raises(CampaignFunded) as refused:
        gives(50, address="192.0.2.99")
    assert refused.value.extra == {"max_amount": 0}
    assert Donation.objects.count() == 13


def test_the_ledger_holds_the_gross_against_cash_and_fees(funded_weaver):
    by_account = {}
    for entry in LedgerEntry.objects.all():
        by_account[entry.account] = by_account.get(entry.account, 0) + entry.amount
    assert by_account.pop(f"campaign:{WEAVER}") == -150_000
    assert by_account.pop("donor_receivable") == 0
    assert set(by_account) == {"provider_cash", "provider_fees"}
    assert by_account["provider_fees"] > 0
    assert sum(by_account.values()) == 150_000


def test_receipts_are_numbered_without_gaps(funded_weaver):
    issue_due()
    receipts = Receipt.objects.order_by("number")
    assert [str(receipt) for receipt in receipts] == [f"2015-{number:06d}" for number in range(1, 14)]
