"""What the provider sends to the bank."""

from datetime import date

import pytest
from django.urls import reverse

from payments.models import Payout
from tests.payments.desk.test_export import exported, rows  # noqa: F401  a file as it is downloaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def payout(db):
    return Payout.objects.create(
        provider_id="po_1", amount=123_456, currency="USD", status="paid", arrival_date=date(2026, 7, 3)
    )


def test_nobody_but_a_finance_officer_is_answered(payout, closed_to):
    closed_to(reverse("payments_desk:payouts"), reverse("payments_desk:payouts_results"))


def test_each_stands_with_its_day_amount_and_state(payout, desk):
    page = desk("payouts").replace("\N{NO-BREAK SPACE}", " ")
    for told in ("USD 1,234.56", "po_1", "paid"):
        assert told in page.lower().replace("usd", "USD")
    assert "po_1" not in desk("payouts_results", arrival_date_from="2026-07-04")


def test_they_are_exported_by_the_day_they_arrive(payout, exported):  # noqa: F811
    (row,) = rows(exported("payouts", since="2026-07-03", until="2026-07-03"))
    assert (row["payout"], row["amount_minor"], row["amount"]) == ("po_1", "123456", "1234.56")
    assert rows(exported("payouts", until="2026-07-02")) == []
