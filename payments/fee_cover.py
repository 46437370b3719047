"""What a donor adds so that the provider's fee costs the gift nothing: a line of its own, never part of the
gift.

Rates are `SIXDEGREE_PAYMENTS_FEE_RATES`, by currency, as `2.9+30`: per cent of the charge, then minor units.
They are those of the organisation's contract with the provider; the default is Stripe's published price for
cards of an account in the United States (stripe.com/pricing, read 2026-11). A currency without a rate takes
no cover.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from babel.numbers import format_percent

from payments import conf
from payments.currencies import currency as currency_of
from payments.money import babel_locale, spoken

WRITTEN = re.compile(r"(\d{1,2}(?:\.\d{1,4})?)\+(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Rate:
    """`percent` of what is charged, and `fixed` minor units."""

    percent: Decimal
    fixed: int


def rate(currency: str) -> Rate | None:
    """None where this currency takes no cover. Raises ValueError for a rate that cannot be read."""
    written = conf.fee_rates().get(currency)
    if written is None:
        return None
    read = WRITTEN.fullmatch(written.strip())
    if read is None:
        raise ValueError(written)
    return Rate(Decimal(read[1]), int(read[2]))


def cover(amount: int, currency: str) -> int | None:
    """Minor units to add to a gift so that, the fee on both taken off, no less than the gift is left.

    Rounded up to what the currency can be charged in. None where the currency takes no cover.
    """
    found = rate(currency)
    if found is None:
        return None
    share = found.percent / 100
    needed = (amount * share + found.fixed) / (1 - share)
    step = currency_of(currency).step
    return int((needed / step).to_integral_value(ROUND_CEILING)) * step


def described(currency: str, locale: str) -> str:
    """The rate as a donor reads it, `2.9% + USD 0.30`; empty where the currency takes no cover."""
    found = rate(currency)
    if found is None:
        return ""
    percent = format_percent(found.percent / 100, "#,##0.####%", locale=babel_locale(locale))
    return f"{percent} + {spoken(found.fixed, currency, locale)}" if found.fixed else str(percent)
