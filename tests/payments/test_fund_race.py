"""The fund taken in and exchanged from many sides at the same moment: each waits, nobody is refused."""

from decimal import Decimal

import pytest
from django.db import connection, transaction

from payments.actions.campaigns import locked
from payments.actions.donations import settle
from payments.actions.fund import exchange
from payments.models import Donation, FundBalance, FundExchange
from payments.verification import faults
from tests.payments.books import OFFICER
from tests.payments.conftest import gives, gives_and_pays
from tests.payments.test_reservation_race import all_at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def exchanging(from_currency, to_currency):
    return lambda: exchange(from_currency, to_currency, 100, Decimal(1), by=OFFICER)


def test_exchanges_both_ways_and_gifts_to_the_fund_all_end(provider, fund):
    for currency in ("USD", "EUR"):
        gives_and_pays(provider, 3_000, "mei@example.org", fund, currency=currency)
    gifts = [gives(1_000, fund, address=f"192.0.2.{n}") for n in range(4)]
    for donation in gifts:
        provider.pay(donation, "bo@example.org")
    answers = all_at_once(
        [lambda pk=donation.pk: settle(pk) for donation in gifts]
        + [exchanging("USD", "EUR"), exchanging("EUR", "USD")] * 6
    )
    assert [type(answer) for answer in answers] == [Donation] * 4 + [FundExchange] * 12
    assert dict(FundBalance.objects.values_list("currency", "amount")) == {"USD": 7_000, "EUR": 3_000}
    assert list(faults()) == []


def test_who_holds_the_fund_keeps_nobody_from_naming_it(fund):
    """Else an exchange that holds the balance waits for a gift that waits for the balance."""

    def names_it():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            return FundExchange.objects.create(
                fund_id=named.pk, from_currency="USD", from_amount=1, to_currency="EUR", to_amount=1, rate=1
            )

    with transaction.atomic():
        named = locked(fund)
        [made] = all_at_once([names_it])
    assert made.fund_id == named.pk
