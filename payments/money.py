"""An amount in the words of the reader's language."""

from decimal import Decimal

from babel import UnknownLocaleError
from babel.numbers import format_currency
from django.utils.translation import get_language

from payments.currencies import currency as currency_of


def spoken(amount: int, currency: str, locale: str | None = None) -> str:
    """Minor units to text, such as `US$25.00`, in `locale` or the active language."""
    units = Decimal(amount).scaleb(-currency_of(currency).exponent)
    try:
        return str(format_currency(units, currency, locale=babel_locale(locale or get_language() or "en")))
    except UnknownLocaleError:
        return str(format_currency(units, currency, locale="en"))


def babel_locale(locale: str) -> str:
    return {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}.get(locale.lower(), locale.replace("-", "_"))
