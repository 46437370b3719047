"""Booking: a transaction of entries that sum to zero in every currency, once per source.

What is owed and what moved at the provider are two transactions: a claim (`gift`, `refund`, `dispute`,
`payout`) and a `settlement`, one for each balance transaction of the provider. An account between them
(`donor_receivable`, `refunds`, `disputes`, `payouts`) is zero once both are booked.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Sum

from payments.gateway import Settlement
from payments.models import Campaign, Donation, LedgerEntry, LedgerTransaction

RECEIVABLE = "donor_receivable"
CASH = "provider_cash"
FEES = "provider_fees"
FEE_COVER = "fee_cover"
EXCHANGE = "exchange"
REFUNDS = "refunds"
DISPUTES = "disputes"
PAYOUTS = "payouts"
BANK = "bank"
ORGANISATION = "organisation"


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


def fund_account(ref: str) -> str:
    return f"fund:{ref}"


def disbursed_for(campaign: Campaign) -> str:
    return f"disbursed:{campaign.ref}"


def is_booked(kind: str, source: str) -> bool:
    return LedgerTransaction.objects.filter(kind=kind, source=source).exists()


# What books one: what it belongs to, or a person.
MOVES = (LedgerTransaction.Kind.SETTLEMENT, LedgerTransaction.Kind.CORRECTION)


def knows_movement(movement_id: str) -> bool:
    return LedgerTransaction.objects.filter(kind__in=MOVES, source=movement_id).exists()


def cash_of(movement_id: str, currency: str) -> int:
    """What is booked of it in the provider's balance, in minor units."""
    entries = LedgerEntry.objects.filter(
        transaction__kind__in=MOVES, transaction__source=movement_id, account=CASH, currency=currency
    )
    return int(entries.aggregate(sum=Sum("amount", default=0))["sum"])


def reversed_lines(kind: str, source: str) -> list[Line]:
    """The entries of what was booked, the other way round."""
    entries = LedgerEntry.objects.filter(transaction__kind=kind, transaction__source=source)
    return [Line(entry.account, -entry.amount, entry.currency) for entry in entries.order_by("pk")]


def settle(
    moved: Settlement, account: str, amount: int, currency: str, value_date: date, donation: Donation | None
) -> None:
    """Books one balance transaction of the provider, once: net to its balance, fee to the organisation's
    expense, and gross off the account that waits for it, which holds `amount` of `currency`.

    Where the provider's account settles in another currency, `exchange` joins the two sides.
    """
    # By a person too, who did not wait for what it belongs to: what waits for it then stays to be corrected.
    if knows_movement(moved.id):
        return
    direction = 1 if moved.gross > 0 else -1
    lines = [
        Line(CASH, moved.net, moved.currency),
        Line(FEES, moved.fee, moved.currency),
        Line(account, -direction * amount, currency),
    ]
    if moved.currency != currency:
        lines += [
            Line(EXCHANGE, -moved.gross, moved.currency),
            Line(EXCHANGE, direction * amount, currency),
        ]
    day = moved.created.astimezone(UTC).date() if moved.created else value_date
    book(LedgerTransaction.Kind.SETTLEMENT, moved.id, day, lines, donation=donation)


def balances(lines: Iterable[Line]) -> bool:
    """Whether there are any, and they sum to zero in every currency."""
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.currency] += line.amount
    return bool(sums) and not any(sums.values())


def book(
    kind: str,
    source: str,
    value_date: date,
    lines: Iterable[Line],
    *,
    donation: Donation | None = None,
    by: str = "",
    reason: str = "",
) -> LedgerTransaction:
    """Raises Unbalanced; IntegrityError if this source was booked before, or a fund would go below zero."""
    lines = [line for line in lines if line.amount]
    if not balances(lines):
        raise Unbalanced(f"{source}: {lines}")
    booked = LedgerTransaction.objects.create(
        kind=kind, source=source, donation=donation, value_date=value_date, by=by, reason=reason
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=booked, account=line.account, amount=line.amount, currency=line.currency)
        for line in lines
    )
    return booked
