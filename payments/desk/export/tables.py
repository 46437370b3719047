"""The lists: what stands in each column of each."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from payments.desk.export.period import Period
from payments.desk.reading import RECEIPTS, receipt_of
from payments.models import Donation, LedgerEntry, Payout
from payments.money import major
from payments.spreadsheets import cell

CHUNK = 2000


@dataclass(frozen=True)
class Table:
    """`rows` of a period, oldest first; `columns` by name. Amounts stand twice: minor units and decimal."""

    rows: Callable[[Period], QuerySet[Any]]
    columns: dict[str, Callable[[Any], Any]]


class Echo:
    """A file that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(table: Table, period: Period) -> Iterator[str]:
    """CSV (RFC 4180) in UTF-8, a heading first. The database hands out the rows by a cursor."""
    writer: Any = csv.writer(Echo())
    yield writer.writerow(table.columns)
    for row in table.rows(period).iterator(chunk_size=CHUNK):
        yield writer.writerow(cells(table.columns.values(), row))


def cells(columns: Iterable[Callable[[Any], Any]], row: Any) -> Iterator[str]:
    for column in columns:
        yield cell(column(row))


def money(field: str = "amount") -> dict[str, Callable[[Any], Any]]:
    """An amount of the row's currency, in both its forms."""
    return {
        f"{field}_minor": lambda row: getattr(row, field),
        field: lambda row: major(getattr(row, field), row.currency),
    }


def column(name: str) -> Callable[[Any], Any]:
    """A field of the row, or of what it refers to: `campaign.ref`. Empty where there is none."""

    def value(row: Any) -> Any:
        for part in name.split("."):
            row = getattr(row, part, None)
        return row

    return value


def named(*names: str) -> dict[str, Callable[[Any], Any]]:
    return {name.replace(".", "_"): column(name) for name in names}


DONATIONS = Table(
    rows=lambda period: (
        Donation.objects.filter(period.at("reserved_at"))
        .select_related("campaign")
        .prefetch_related(RECEIPTS)
        .order_by("reserved_at", "pk")
    ),
    columns={
        "donation": column("reference"),
        **named("state"),
        "receipt": lambda gift: str(receipt_of(gift) or ""),
        **named("campaign.ref", "campaign.kind"),
        **money(),
        **money("fee_cover"),
        **money("refunded"),
        **money("disbursed"),
        **named("currency", "reserved_at", "paid_at", "value_date", "released_at", "surplus_rule"),
        **named("session_id", "payment_intent", "charge"),
    },
)
LEDGER = Table(
    rows=lambda period: (
        LedgerEntry.objects.filter(period.on("transaction__value_date"))
        .select_related("transaction__donation")
        .order_by("transaction__value_date", "transaction_id", "pk")
    ),
    columns={
        "entry": column("pk"),
        **named("transaction.pk", "transaction.kind", "transaction.source", "transaction.donation.reference"),
        **named("transaction.value_date", "transaction.booked_at", "account"),
        **money(),
        **named("currency", "transaction.by", "transaction.reason"),
    },
)
PAYOUTS = Table(
    rows=lambda period: Payout.objects.filter(period.on("arrival_date")).order_by("arrival_date", "pk"),
    columns={
        "payout": column("provider_id"),
        **named("arrival_date", "status"),
        **money(),
        **named("currency", "failure", "seen_at"),
    },
)
TABLES = {"donations": DONATIONS, "ledger": LEDGER, "payouts": PAYOUTS}
