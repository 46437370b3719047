"""Money as people read it."""

from decimal import Decimal

import pytest

from casepages import money


@pytest.mark.parametrize(
    ("amount", "currency", "label"),
    [
        (150000, "USD", "USD 1,500"),
        (32550, "USD", "USD 325.50"),
        (1500, "JPY", "JPY 1,500"),
        (0, "EUR", "EUR 0"),
    ],
)
def test_a_label_has_decimals_only_where_there_are_any(amount, currency, label):
    assert money.label(amount, currency) == label


@pytest.mark.parametrize(("typed", "currency", "amount"), [("325.5", "USD", 32550), ("1500", "JPY", 1500)])
def test_major_units_become_minor_ones_and_back(typed, currency, amount):
    assert money.to_minor(Decimal(typed), currency) == amount
    assert money.to_major(amount, currency) == Decimal(typed)


def test_what_is_finer_than_the_smallest_coin_is_refused():
    with pytest.raises(ValueError, match="JPY"):
        money.to_minor(Decimal("0.5"), "JPY")
