"""Booking: a transaction of entries that sum to zero in every currency, once per source."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from payments.gateway import Payment, Settlement
from payments.models import Campaign, Donation, LedgerEntry, LedgerTransaction

CASH = "provider_cash"
FEES = "provider_fees"
EXCHANGE = "exchange"


class Unbalanced(Exception):
    """The entries do not sum to zero: nothing was booked."""


@dataclass(frozen=True, slots=True)
class Line:
    """Minor units of `currency`: debit positive, credit negative."""

    account: str
    amount: int
    currency: str


def given_to(campaign: Campaign) -> str:
    return f"{'fund' if campaign.kind == Campaign.Kind.FUND else 'campaign'}:{campaign.ref}"


def gift_lines(campaign: Campaign, payment: Payment, settled: Settlement) -> list[Line]:
    """Gross to the campaign; net to the provider's balance, its fee to the organisation's expense.

    Where the account settles in another currency, `exchange` joins the two sides.
    """
    lines = [
        Line(CASH, settled.net, settled.currency),
        Line(FEES, settled.fee, settled.currency),
        Line(given_to(campaign), -payment.amount, payment.currency),
    ]
    if settled.currency != payment.currency:
        lines += [
            Line(EXCHANGE, -settled.gross, settled.currency),
            Line(EXCHANGE, payment.amount, payment.currency),
        ]
    return [line for line in lines if line.amount]


def book(
    donation: Donation, kind: str, source: str, value_date: date, lines: Iterable[Line]
) -> LedgerTransaction:
    """Raises Unbalanced; IntegrityError if this source was booked before."""
    lines = list(lines)
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.currency] += line.amount
    if not lines or any(sums.values()):
        raise Unbalanced(f"{source}: {dict(sums)}")
    booked = LedgerTransaction.objects.create(
        kind=kind, source=source, donation=donation, value_date=value_date
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=booked, account=line.account, amount=line.amount, currency=line.currency)
        for line in lines
    )
    return booked
