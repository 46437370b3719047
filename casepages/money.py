"""Money between what a person types (325.00) and what is stored: integer minor units (32500)."""

from decimal import Decimal

from django.utils.formats import number_format

from casepages import conf


def decimals(currency: str) -> int:
    """Decimals of the currency's minor unit; two for one that has left the settings."""
    return conf.currencies().get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """325.00 USD → 32500. Raises ValueError where the amount is finer than the currency's smallest unit."""
    scaled = amount.scaleb(decimals(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(currency)
    return int(scaled)


def to_major(amount: int, currency: str) -> Decimal:
    """32500 USD → Decimal("325.00")."""
    return Decimal(amount).scaleb(-decimals(currency))


def label(amount: int, currency: str) -> str:
    """150000 USD → "USD 1,500"; decimals only where there are any."""
    major = to_major(amount, currency)
    whole = major == major.to_integral_value()
    figure = number_format(major, 0 if whole else decimals(currency), use_l10n=True, force_grouping=True)
    return f"{currency} {figure}"
