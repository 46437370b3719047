"""The ledger as a Beancount journal: plain text that Beancount and Fava read, and that proves itself.

It opens with what every account held before its first day and closes with what each must hold after its last,
so that the tool which reads it refuses a file with an entry lost or changed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Sum

from payments import conf
from payments.desk.export.period import Period
from payments.desk.export.tables import CHUNK
from payments.models import LedgerEntry
from payments.money import major
from payments.spreadsheets import cell

DAY = "transaction__value_date"
ONE_DAY = timedelta(days=1)
# The ledger's accounts by their name, or by what stands before the colon, under Beancount's five roots.
ACCOUNTS = {
    "provider_cash": "Assets:Provider",
    "bank": "Assets:Bank",
    "donor_receivable": "Assets:Donors",
    "payouts": "Assets:Payouts",
    "refunds": "Liabilities:Refunds",
    "disputes": "Liabilities:Disputes",
    "campaign": "Liabilities:Campaigns",
    "fund": "Liabilities:Funds",
    "provider_fees": "Expenses:Provider-Fees",
    "fee_cover": "Income:Fee-Cover",
    "organisation": "Expenses:Organisation",
    "disbursed": "Expenses:Disbursed",
    "exchange": "Equity:Exchange",
}


class Journal:
    """Written line by line: one statement reads the entries, and what they sum to is kept on the way."""

    def __init__(self, period: Period, title: str) -> None:
        self.period, self.title = period, title
        self.held: dict[tuple[str, str], int] = defaultdict(int)
        self.opened: set[str] = set()

    def lines(self) -> Iterator[str]:
        """Raises KeyError for an account that stands in no list of ours."""
        yield f'option "title" {quoted(self.title)}\n'
        yield from (f'option "operating_currency" "{code}"\n' for code in conf.currencies())
        yield from self.brought_forward()
        last = self.period.since
        for booked in self.transactions():
            yield from self.transaction(booked)
            last = booked[0].transaction.value_date
        yield from self.proved(self.period.until or last)

    def proved(self, last: date | None) -> Iterator[str]:
        """What every account holds at the end of the last day; without any entry there is none."""
        if last is None:
            return
        yield "\n"
        for (account, code), amount in sorted(self.held.items()):
            yield f"{last + ONE_DAY} balance {name(account)}  {major(amount, code)} {code}\n"

    def brought_forward(self) -> Iterator[str]:
        """What every account held before the first day."""
        before = LedgerEntry.objects.filter(self.period.before(DAY)).values("account", "currency")
        rows = list(before.annotate(sum=Sum("amount")).exclude(sum=0).order_by("account", "currency"))
        if rows and self.period.since:
            lines = [(row["account"], row["sum"], row["currency"]) for row in rows]
            yield from self.posted(self.period.since, "Brought forward", {}, lines)

    def transactions(self) -> Iterator[list[LedgerEntry]]:
        entries = LedgerEntry.objects.filter(self.period.on(DAY)).select_related("transaction__donation")
        ordered = entries.order_by(DAY, "transaction_id", "pk").iterator(chunk_size=CHUNK)
        for _pk, booked in groupby(ordered, key=lambda entry: entry.transaction_id):
            yield list(booked)

    def transaction(self, entries: list[LedgerEntry]) -> Iterator[str]:
        booked = entries[0].transaction
        told = {
            "source": booked.source,
            "donation": booked.donation and booked.donation.reference,
            "booked": cell(booked.booked_at),
            "by": booked.by,
            "reason": booked.reason,
        }
        lines = [(entry.account, entry.amount, entry.currency) for entry in entries]
        yield from self.posted(booked.value_date, booked.get_kind_display(), told, lines)

    def posted(
        self, day: date, narration: str, told: dict[str, Any], lines: list[tuple[str, int, str]]
    ) -> Iterator[str]:
        """An account is opened on the day of its first entry."""
        yield "\n"
        for account in sorted({account for account, *_rest in lines} - self.opened):
            self.opened.add(account)
            yield f"{day} open {name(account)}\n"
        yield f"{day} * {quoted(narration)}\n"
        yield from (f"  {key}: {quoted(value)}\n" for key, value in told.items() if value)
        for account, amount, code in lines:
            self.held[account, code] += amount
            yield f"  {name(account)}  {major(amount, code)} {code}\n"


def name(account: str) -> str:
    """Ours in Beancount's words. A reference stays readable and no two become one."""
    kind, _colon, ref = account.partition(":")
    readable = re.sub(r"[^A-Za-z0-9]", lambda sign: "--" if sign[0] == "-" else f"-{ord(sign[0]):x}-", ref)
    return ACCOUNTS[kind] + (f":Ref-{readable}" if ref else "")


def quoted(text: str) -> str:
    escaped = " ".join(str(text).split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
