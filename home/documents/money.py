"""Amounts as the documents show them, and as a person types them."""

import re
import unicodedata
from typing import TypedDict

from babel.numbers import format_currency, get_decimal_symbol, get_group_symbol

from home.documents.languages import babel_locale
from payments.currencies import currency as currency_of
from payments.money import major, spoken

# No sign, no exponent, nothing but figures and their separators.
FIGURES = re.compile(r"[0-9][0-9.,' ]{0,17}")
GROUP = 3
# What a front end in JavaScript counts exactly.
EXACT = 2**53 - 1


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
    """What a person typed ("25", "1,250.50", "1.250,50") in minor units, as the client's `minorUnits` does.

    By the separators of their language, else by the other usage where that leaves no doubt, as "12,50" among
    readers who write 12.50; in the figures of any script. Raises ValueError where it is no amount, finer than
    the currency's smallest unit, or to be read in two ways ("25.500").
    """
    text = "".join(_figure(sign) for sign in unicodedata.normalize("NFKC", typed).strip())
    if not FIGURES.fullmatch(text):
        raise ValueError(typed)
    group, decimal = get_group_symbol(babel_locale(locale)), get_decimal_symbol(babel_locale(locale))
    exponent = currency_of(currency).exponent
    found = _read(text, group, decimal, exponent)
    # One separator before three figures: thousands to one reader, a fraction to another.
    two_ways = exponent and re.fullmatch(r"\d+[.,]\d{3}", text)
    if found is None and not two_ways and group in ".,":
        found = _read(text, decimal, group, exponent)
    if found is None or found > EXACT:
        raise ValueError(typed)
    return found


def _figure(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _read(text: str, group: str, decimal: str, exponent: int) -> int | None:
    whole, _separator, fraction = text.partition(decimal)
    groups = re.sub(r"[ ']", group, whole).split(group)
    grouped = len(groups) == 1 or (len(groups[0]) <= GROUP and all(len(one) == GROUP for one in groups[1:]))
    figures = "".join(groups) + fraction.ljust(exponent, "0")
    if not grouped or len(fraction) > exponent or not re.fullmatch(r"[0-9]+", figures):
        return None
    return int(figures)


def typed(amount: int, currency: str, locale: str) -> str:
    """The amount as it would be typed into a form field: no code, no grouping."""
    digits = currency_of(currency).exponent
    value = major(amount, currency)
    decimals = "" if value == value.to_integral_value() else "." + "0" * digits
    return format_currency(
        value, currency, f"0{decimals}", locale=babel_locale(locale), currency_digits=False
    )


def example(currency: str, locale: str) -> str:
    """An amount as it may be typed, with a fraction where the currency has one: `12.50`, `12,50`, `25`."""
    exponent = currency_of(currency).exponent
    return typed(125 * 10 ** (exponent - 1) if exponent else 25, currency, locale)
