"""Proof that the books agree with themselves: entries, campaigns' counters, donations and receipts.

The comparison with the provider's own balance is reconciliation's.
"""

from collections.abc import Iterator

from django.db.models import Count, Max, Q, Sum

from payments.actions.ledger import given_to
from payments.models import Campaign, Donation, LedgerEntry, LedgerTransaction, Receipt, ReceiptSeries

PAID = Donation.State.PAID
RESERVED = Donation.State.RESERVED


def faults() -> Iterator[str]:
    """One sentence for each disagreement."""
    yield from unbalanced()
    for campaign in Campaign.objects.iterator():
        yield from miscounted(campaign)
    yield from unbooked()
    yield from receipt_gaps()


def unbalanced() -> Iterator[str]:
    sums = LedgerEntry.objects.values("transaction", "currency").annotate(left=Sum("amount")).exclude(left=0)
    for row in sums.order_by("transaction"):
        yield f"Ledger transaction {row['transaction']} is off by {row['left']} {row['currency']}."
    for empty in LedgerTransaction.objects.filter(entries=None):
        yield f"Ledger transaction {empty.pk} has no entries."


def miscounted(campaign: Campaign) -> Iterator[str]:
    """A campaign's counters are kept by the statements that move money: here they are added up again."""
    booked = LedgerEntry.objects.filter(account=given_to(campaign), currency=campaign.currency)
    own = Q(currency=campaign.currency)
    given = Donation.objects.filter(campaign=campaign).aggregate(
        received=Sum("amount", filter=own & Q(state=PAID), default=0),
        reserved=Sum("amount", filter=own & Q(state=RESERVED), default=0),
        gifts=Count("id", filter=Q(state=PAID)),
    )
    for name, should in given.items():
        if getattr(campaign, name) != should:
            yield f"Campaign {campaign.ref} counts {name} {getattr(campaign, name)}, its donations {should}."
    ledger = -booked.aggregate(sum=Sum("amount", default=0))["sum"]
    if ledger != campaign.received:
        yield f"Campaign {campaign.ref} counts received {campaign.received}, the ledger {ledger}."


def unbooked() -> Iterator[str]:
    for donation in Donation.objects.filter(state=PAID, ledger_transactions=None):
        yield f"Donation {donation.pk} is paid and not in the ledger."
    for donation in Donation.objects.filter(state=PAID, receipt=None):
        yield f"Donation {donation.pk} is paid and has no receipt."


def receipt_gaps() -> Iterator[str]:
    last = dict(ReceiptSeries.objects.values_list("name", "last"))
    issued = Receipt.objects.values("series").annotate(count=Count("id"), highest=Max("number"))
    for row in issued:
        if not row["count"] == row["highest"] == last.get(row["series"]):
            yield f"Receipts of {row['series']} have a gap: {row['count']} issued, up to {row['highest']}."


def figure() -> str:
    booked, entries = LedgerTransaction.objects.count(), LedgerEntry.objects.count()
    return f"{booked} ledger transactions of {entries} entries balance"
