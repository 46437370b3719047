"""The provider's balance, movement by movement and in sum, against `provider_cash` in the ledger.

A balance transaction is booked once, as a `settlement` named by its id. What is none of ours, or was
booked with another amount, is made whole by a `correction` of the same name; nothing else moves that account.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Q, Sum

from payments import gateway
from payments.actions import disputes, payouts, refunds
from payments.actions.charges import paid_by
from payments.actions.ledger import CASH, cash_of, knows_movement
from payments.actions.reconcile.report import UNREADABLE_HELPS, Kind, Report
from payments.models import LedgerEntry, LedgerTransaction
from payments.money import spoken

# While gifts come in, balance and ledger are read a moment apart.
TRIES = 3

# So begins the id of a movement at the provider.
MOVEMENT = "txn_"


def charged(charge_id: str) -> None:
    theirs = gateway.retrieve_charge(charge_id)
    paid_by(theirs.id, theirs.donation, theirs.intent)


# By the beginning of the id of what moved the money: what is read again and booked.
SOURCES: dict[str, Callable[[str], object]] = {
    "ch": charged,
    "py": charged,
    "re": lambda source: refunds.apply(gateway.retrieve_refund(source)),
    "pyr": lambda source: refunds.apply(gateway.retrieve_refund(source)),
    "du": lambda source: disputes.apply(gateway.retrieve_dispute(source)),
    "dp": lambda source: disputes.apply(gateway.retrieve_dispute(source)),
    "po": lambda source: payouts.record(gateway.retrieve_payout(source)),
}


def movement(report: Report, theirs: gateway.Settlement) -> None:
    source = theirs.source or ""
    if source in report.awaited or any(finding.subject == source for finding in report.findings):
        # Waited for or told already, of the charge or refund that moved it.
        return
    follow = SOURCES.get(source.partition("_")[0])
    if follow and not knows_movement(theirs.id):
        report.bring(theirs.id, lambda: knows_movement(theirs.id), lambda: follow(source))
    moved = f"The provider moved {spoken(theirs.net, theirs.currency, 'en')} ({theirs.id}"
    if not knows_movement(theirs.id):
        report.find(
            Kind.UNBOOKED,
            theirs.id,
            f"{moved}, {theirs.kind or 'of no kind'}, of {source or 'nothing'}), and the ledger does not know"
            f" of it. Look at it there, then book it: manage.py correct {theirs.id}.",
        )
    elif (booked := cash_of(theirs.id, theirs.currency)) != theirs.net:
        report.find(
            Kind.MISMATCH,
            theirs.id,
            f"{moved}); the ledger has {spoken(booked, theirs.currency, 'en')} for it. Look at it there, then"
            f" book the difference: manage.py correct {theirs.id}.",
        )


def not_there(report: Report, since: datetime, until: datetime, listed: Iterable[str]) -> None:
    """What the ledger holds of these whole days and the provider did not list: it is asked for by name."""
    corrected = Q(kind=LedgerTransaction.Kind.CORRECTION, source__startswith=MOVEMENT)
    booked = LedgerTransaction.objects.filter(
        Q(kind=LedgerTransaction.Kind.SETTLEMENT) | corrected,
        value_date__gte=since.date(),
        value_date__lt=until.date(),
    )
    missing = set(booked.values_list("source", flat=True)) - set(listed)
    for source in sorted(missing):
        try:
            gateway.retrieve_movement(source)
        except gateway.GatewayRefusal:
            report.find(
                Kind.NOT_THERE,
                source,
                f"{source} is in the ledger, and the provider does not know it. Spend nothing of it: find who"
                " booked it.",
            )


def cash(report: Report) -> None:
    """In sum: what the provider holds is what the ledger says, and what of it is not booked yet."""
    off: dict[str, tuple[int, int, int]] = {}
    for _try in range(TRIES):
        try:
            off = differences(report)
        except gateway.Unreadable as error:
            report.find(Kind.UNREADABLE, "balance", f"{error}. {UNREADABLE_HELPS}")
            return
        if not off:
            return
    for currency, (theirs, ours, unbooked) in off.items():
        held, says, more = (spoken(amount, currency, "en") for amount in (theirs, ours, unbooked))
        gap = spoken(theirs - ours - unbooked, currency, "en")
        report.find(
            Kind.BALANCE,
            currency,
            f"The provider holds {held}, the ledger says {says} and {more} is not booked yet: {gap} has no"
            " cause. Reconcile from the first day (--since); what stays was moved before these books began.",
        )


def differences(report: Report) -> dict[str, tuple[int, int, int]]:
    """By currency: the provider's balance, the ledger's, and the sum of what is listed and not booked."""
    theirs = gateway.retrieve_balance()
    unbooked: Counter[str] = Counter()
    for each in gateway.movements_made(report.since, report.until):
        if isinstance(each, gateway.Settlement) and not knows_movement(each.id):
            unbooked[each.currency] += each.net
    ours = dict(
        LedgerEntry.objects.filter(account=CASH)
        .values("currency")
        .annotate(sum=Sum("amount"))
        .values_list("currency", "sum")
        .order_by()
    )
    report.cash = theirs
    return {
        currency: (theirs.get(currency, 0), ours.get(currency, 0), unbooked[currency])
        for currency in sorted({*theirs, *ours})
        if theirs.get(currency, 0) != ours.get(currency, 0) + unbooked[currency]
    }
