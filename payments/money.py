"""Amounts in the reader's own digits and separators, with the ISO code so that no dollar is mistaken."""

from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency
from django.utils.translation import get_language

from payments.currencies import currency as currency_of


def spoken(amount: int, currency: str, locale: str | None = None) -> str:
    """Minor units as `USD 1,120` or `USD 25.50`, in `locale` or the active language: decimals are shown only
    where there are any. The space is a no-break space, so that code and figure stay on one line.
    """
    digits = currency_of(currency).exponent
    units = major(amount, currency)
    decimals = "" if units == units.to_integral_value() else "." + "0" * digits
    pattern = f"¤¤\N{NO-BREAK SPACE}#,##0{decimals}"
    reader = babel_locale(locale or get_language() or "en")
    return str(format_currency(units, currency, pattern, locale=reader, currency_digits=False))


def major(amount: int, currency: str) -> Decimal:
    """Minor units as the decimal figure people write: 2550 of USD is 25.50, 2550 of JPY is 2550."""
    return Decimal(amount).scaleb(-currency_of(currency).exponent)


def minor(units: Decimal, currency: str) -> int:
    """The other way. Raises ValueError rather than round, UnknownCurrency."""
    amount = units.scaleb(currency_of(currency).exponent)
    if amount != amount.to_integral_value():
        raise ValueError(f"{units} is not a whole number of the minor unit of {currency}")
    return int(amount)


def babel_locale(code: str) -> Locale:
    """`zh-hans` as babel knows it; English for a language it does not know."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
