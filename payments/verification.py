"""Proof that the books agree with themselves: entries, figures of campaigns and gifts, the fund, receipts.

The comparison with the provider's own records is reconciliation's.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import BigIntegerField, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from payments.actions.ledger import FEE_COVER, ORGANISATION, RECEIVABLE, disbursed_for, given_to
from payments.models import (
    Campaign,
    Disbursement,
    Dispute,
    Donation,
    FundBalance,
    FundCommitment,
    LedgerEntry,
    LedgerTransaction,
    Payout,
    Receipt,
    ReceiptSeries,
    Refund,
)
from payments.receipts.standing import stands, without_receipt

PAID = Donation.State.PAID
RESERVED = Donation.State.RESERVED
# The worker issues receipts within a round.
RECEIPT_LATE = timedelta(hours=1)
Kind = LedgerTransaction.Kind


def faults() -> Iterator[str]:
    """One sentence for each disagreement."""
    yield from unbalanced()
    for campaign in Campaign.objects.iterator():
        yield from miscounted(campaign)
    yield from unsettled()
    yield from unbooked()
    yield from misgiven()
    yield from miscovered()
    yield from fund_faults()
    yield from fund_gifts()
    yield from receipts_of_other_amounts()
    yield from receipt_gaps()


def unbalanced() -> Iterator[str]:
    sums = LedgerEntry.objects.values("transaction", "currency").annotate(left=Sum("amount")).exclude(left=0)
    for row in sums.order_by("transaction"):
        yield f"Ledger transaction {row['transaction']} is off by {row['left']} {row['currency']}."
    for empty in LedgerTransaction.objects.filter(entries=None):
        yield f"Ledger transaction {empty.pk} has no entries."


def unsettled() -> Iterator[str]:
    """A gift is booked together with its settlement."""
    waiting = LedgerEntry.objects.filter(account=RECEIVABLE).values("currency").annotate(left=Sum("amount"))
    for row in waiting.exclude(left=0).order_by():
        yield f"{row['left']} {row['currency']} of gifts are booked without a settlement."


def miscounted(campaign: Campaign) -> Iterator[str]:
    """A campaign's counters are kept by the statements that move money: here they are added up again."""
    own = Q(currency=campaign.currency)
    given = Donation.objects.filter(campaign=campaign).aggregate(
        received=Sum("counted", filter=own & Q(state=PAID), default=0),
        reserved=Sum("amount", filter=own & Q(state=RESERVED), default=0),
        gifts=Count("id", filter=Q(state=PAID, counted__gt=0)),
    )
    commitment = FundCommitment.objects.filter(campaign=campaign).first()
    if commitment:
        given["received"] += commitment.met
    for name, should in given.items():
        if getattr(campaign, name) != should:
            yield f"Campaign {campaign.ref} counts {name} {getattr(campaign, name)}, its donations {should}."
    if campaign.kind == Campaign.Kind.FUND:
        return
    ledger = -held_by(given_to(campaign), campaign.currency)
    if ledger != campaign.received:
        yield f"Campaign {campaign.ref} counts received {campaign.received}, the ledger {ledger}."
    spent = campaign.disbursements.aggregate(sum=Sum("amount", default=0))["sum"]
    if spent != (booked := held_by(disbursed_for(campaign), campaign.currency)):
        yield f"Campaign {campaign.ref} has spent {spent}, the ledger {booked}."
    if campaign.goal is not None and commitment and commitment.open != campaign.goal - campaign.received:
        yield f"The fund owes {commitment.open} to campaign {campaign.ref}, which lacks another amount."


def held_by(account: str, currency: str) -> int:
    entries = LedgerEntry.objects.filter(account=account, currency=currency)
    return int(entries.aggregate(sum=Sum("amount", default=0))["sum"])


def miscovered() -> Iterator[str]:
    """What covers a gift's fee is booked once as the donation says, and never more of it goes back."""
    entries = LedgerEntry.objects.filter(account=FEE_COVER, transaction__donation=OuterRef("pk"))
    sums = {
        "booked": entries.filter(transaction__kind=Kind.GIFT),
        "held": entries,
    }
    donations = Donation.objects.filter(state=PAID).annotate(
        **{name: sum_of(rows) for name, rows in sums.items()}
    )
    amiss = donations.filter(~Q(booked=-F("fee_cover")) | Q(held__gt=0))
    for name, cover, booked, held in amiss.values_list("reference", "fee_cover", *sums):
        yield f"Donation {name} covers {cover} of its fee; the ledger booked {-booked} and holds {-held}."


def unbooked() -> Iterator[str]:
    """Whatever stands beside the ledger stands in it, and it in them."""
    for name, rows, kind, source in [
        ("Donation", Donation.objects.filter(state=PAID), Kind.GIFT, "charge"),
        ("Refund", Refund.objects.filter(state__in=["pending", "succeeded"]), Kind.REFUND, "provider_id"),
        ("Dispute", Dispute.objects.filter(withdrawn=True), Kind.DISPUTE, "provider_id"),
        ("Dispute", Dispute.objects.filter(withdrawn=True, status="won"), Kind.DISPUTE_WON, "provider_id"),
        ("Payout", Payout.objects.filter(status="paid"), Kind.PAYOUT, "provider_id"),
        ("Disbursement", Disbursement.objects.all(), Kind.DISBURSEMENT, "pk"),
    ]:
        booked = LedgerTransaction.objects.filter(kind=kind).values("source")
        for named in rows.exclude(**{f"{source}__in": booked}).values_list(source, flat=True):
            yield f"{name} {named} is not in the ledger as {kind}."
    booked_long_ago = {"ledger_transactions__booked_at__lt": timezone.now() - RECEIPT_LATE}
    for donation in without_receipt().filter(**booked_long_ago).distinct():
        yield f"Donation {donation.reference} is paid and has no receipt. Does the worker run?"


def misgiven() -> Iterator[str]:
    """What a gift says was given back and spent, against the refunds and disbursements themselves."""
    paid = Donation.objects.filter(state=PAID)
    back = paid.annotate(
        should=Least(
            Sum("refunds__amount", filter=~Q(refunds__state="failed"), default=0),
            F("amount") - F("disbursed"),
        )
    )
    for gift in back.exclude(refunded=F("should")):
        yield f"Donation {gift.reference} says {gift.refunded} given back, its refunds {gift.should}."
    spent = paid.annotate(should=Sum("shares__amount", default=0)).exclude(disbursed=F("should"))
    for gift in spent:
        yield f"Donation {gift.reference} says {gift.disbursed} was spent, its shares {gift.should}."
    shares = Disbursement.objects.annotate(should=Sum("shares__amount", default=0))
    for disbursement in shares.exclude(amount=F("should")):
        yield f"Disbursement {disbursement.pk} is {disbursement.amount}, its shares {disbursement.should}."


def fund_faults() -> Iterator[str]:
    """Each fund's balance in each currency, against the ledger."""
    booked = {
        (row["account"].removeprefix("fund:"), row["currency"]): -row["sum"]
        for row in LedgerEntry.objects.filter(account__startswith="fund:")
        .values("account", "currency")
        .annotate(sum=Sum("amount"))
        .order_by()
    }
    kept = {(row.fund, row.currency): row.amount for row in FundBalance.objects.all()}
    for fund, currency in sorted(booked.keys() | kept.keys()):
        balance, ledger = kept.get((fund, currency), 0), booked.get((fund, currency), 0)
        if balance != ledger:
            yield f"Fund {fund} holds {balance} {currency}, the ledger {ledger}."


def fund_gifts() -> Iterator[str]:
    """What of each gift to a fund counts, against what the ledger has left of it once all is borne."""
    bearers = Q(account__startswith="fund:") | Q(account=ORGANISATION)
    entries = LedgerEntry.objects.filter(bearers, transaction__donation=OuterRef("pk"))
    gifts = Donation.objects.filter(state=PAID, campaign__kind=Campaign.Kind.FUND)
    told = gifts.annotate(borne=sum_of(entries)).annotate(should=Greatest(-F("borne"), 0))
    for gift in told.exclude(counted=F("should")):
        yield f"Donation {gift.reference} counts {gift.counted} to its fund, the ledger {gift.should}."


def sum_of(entries: QuerySet[LedgerEntry]) -> Coalesce:
    """Of entries of the row's donation."""
    by_gift = entries.order_by().values("transaction__donation").annotate(of=Sum("amount"))
    return Coalesce(Subquery(by_gift.values("of")), 0, output_field=BigIntegerField())


def receipts_of_other_amounts() -> Iterator[str]:
    """The worker amends them within a round."""
    late = Q(donation__ledger_transactions__booked_at__gt=timezone.now() - RECEIPT_LATE)
    told = Receipt.objects.filter(void=None).annotate(stands=stands("donation__"))
    for receipt in told.exclude(amount=F("stands")).exclude(late):
        yield f"Receipt {receipt} says {receipt.amount}, of its gift {receipt.stands} stands."


def receipt_gaps() -> Iterator[str]:
    last = dict(ReceiptSeries.objects.values_list("name", "last"))
    issued = Receipt.objects.values("series").annotate(count=Count("id"), highest=Max("number"))
    for row in issued:
        if not row["count"] == row["highest"] == last.get(row["series"]):
            yield f"Receipts of {row['series']} have a gap: {row['count']} issued, up to {row['highest']}."


def figure() -> str:
    booked, entries = LedgerTransaction.objects.count(), LedgerEntry.objects.count()
    return f"{booked} ledger transactions of {entries} entries balance"
