"""Amounts as the documents show them, and as a person types them."""

import re
import unicodedata
from decimal import InvalidOperation
from typing import TypedDict

from babel.numbers import NumberFormatError, format_currency, parse_decimal

from home.documents.languages import babel_locale
from payments.currencies import currency as currency_of
from payments.money import major, minor, spoken

# No sign, no exponent, nothing but figures and their separators.
FIGURES = re.compile(r"\d[\d.,' ]{0,17}")


class Money(TypedDict):
    """`amount` in minor units of the ISO 4217 `currency`."""

    amount: int
    currency: str


def written(money: Money, locale: str) -> str:
    """`{"amount": 112000, "currency": "USD"}` as `USD 1,120`, the way every sentence of payments says it."""
    return spoken(money["amount"], money["currency"], locale)


def covered(amount: int, cover: int, currency: str) -> dict[str, Money | None]:
    """`cover`, what is paid beside a gift for the payment fee, and the `total`: None without one."""
    return {
        "cover": Money(amount=cover, currency=currency) if cover else None,
        "total": Money(amount=amount + cover, currency=currency) if cover else None,
    }


def minor_units(typed: str, currency: str, locale: str) -> int:
    """What a person typed ("25", "1,250.50", "1.250,50") in minor units, by the separators of their language.

    Raises ValueError where it is no amount, or finer than the currency's smallest unit.
    """
    figures = unicodedata.normalize("NFKC", typed).strip()
    if not FIGURES.fullmatch(figures):
        raise ValueError(typed)
    try:
        return minor(parse_decimal(figures, locale=babel_locale(locale), strict=True), currency)
    except (NumberFormatError, InvalidOperation) as error:
        raise ValueError(typed) from error


def typed(amount: int, currency: str, locale: str) -> str:
    """The amount as it would be typed into a form field: no code, no grouping."""
    digits = currency_of(currency).exponent
    value = major(amount, currency)
    decimals = "" if value == value.to_integral_value() else "." + "0" * digits
    return format_currency(
        value, currency, f"0{decimals}", locale=babel_locale(locale), currency_digits=False
    )
