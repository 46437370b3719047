"""Dates in the reader's language, always of the common era: story years are written in it too."""

from datetime import date, datetime

from babel.dates import format_date

from payments.money import babel_locale

# A Thai reader expects the Buddhist era unless the era is named.
PATTERNS = {"th": "d MMMM G y"}


def day(value: date | str, locale: str) -> str:
    """An ISO date (or the date of an ISO time) as the reader writes it: `23 June 2015`."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value).date()
    pattern = PATTERNS.get(locale, "d MMMM y" if locale == "en" else "long")
    return format_date(value, pattern, locale=babel_locale(locale))
