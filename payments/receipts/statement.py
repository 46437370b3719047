"""What a donor gave in a year, as PDF: one row for each gift whose receipt is valid, one sum per currency."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _

from payments import conf
from payments.dates import day
from payments.money import spoken
from payments.receipts import rendering


@dataclass(frozen=True, slots=True)
class Row:
    """`amount` in minor units: what of the gift stands. `receipt` its number."""

    paid_on: date
    receipt: str
    amount: int
    currency: str


def pdf(year: int, rows: Sequence[Row], *, name: str, locale: str, made_at: datetime) -> bytes:
    """Rows in the order in which they are to stand; a year without any says so."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row.currency] += row.amount
    with translation.override(locale):
        spoken_in = translation.get_language() or "en"
        data = {
            "language": spoken_in,
            "title": _("Your gifts in %(year)s") % {"year": year},
            "programme": conf.programme(),
            "issuer": conf.issuer(),
            "from": _("Received from"),
            "columns": [_("Date of payment"), _("Receipt"), _("Amount")],
            "rows": [
                [day(row.paid_on, spoken_in), row.receipt, spoken(row.amount, row.currency)] for row in rows
            ],
            "total": _("Together"),
            "sums": [spoken(amount, currency) for currency, amount in sorted(sums.items())],
            "none": _("No gift was received in this year."),
            "note": _("As of %(day)s. What was given back is not counted.")
            % {"day": day(made_at.date(), spoken_in)},
            "page": _("Page"),
        }
        return rendering.pdf_naming("statement", data, name, made_at)
