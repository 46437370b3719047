"""What the provider sends to the bank, booked as the provider says."""

from datetime import UTC

from django.db import transaction

from payments import gateway
from payments.actions import ledger
from payments.actions.settlement import Mismatch
from payments.models import LedgerTransaction, Payout

Kind = LedgerTransaction.Kind
ORDER = [status.value for status in Payout.Status]


def record(theirs: gateway.Payout) -> Payout:
    """Books what the provider says of a payout. Safe to repeat, in any order. Raises Mismatch."""
    with transaction.atomic():
        payout = known(theirs)
        if (payout.amount, payout.currency) != (theirs.amount, theirs.currency):
            raise Mismatch(f"payout {theirs.id} has another amount or currency than before")
        advance(payout, theirs)
        book(payout, theirs)
    return payout


def known(theirs: gateway.Payout) -> Payout:
    if theirs.status not in ORDER:
        raise Mismatch(f"payout {theirs.id} is {theirs.status}, a status unknown here")
    if theirs.amount <= 0:
        raise Mismatch(f"payout {theirs.id} takes money from the bank: book it by hand")
    Payout.objects.bulk_create(
        [
            Payout(
                provider_id=theirs.id,
                amount=theirs.amount,
                currency=theirs.currency,
                status=Payout.Status.PENDING,
                arrival_date=theirs.arrival_date,
            )
        ],
        ignore_conflicts=True,
    )
    return Payout.objects.select_for_update().get(provider_id=theirs.id)


def advance(payout: Payout, theirs: gateway.Payout) -> None:
    if ORDER.index(theirs.status) > ORDER.index(payout.status):
        payout.status = theirs.status
    payout.arrival_date, payout.failure = theirs.arrival_date, theirs.failure[:64]
    payout.save(update_fields=["status", "arrival_date", "failure"])


def book(payout: Payout, theirs: gateway.Payout) -> None:
    """On its way with its balance transaction, at the bank when paid, back at the provider when it failed."""
    for moved in filter(None, (theirs.settlement, theirs.failure_settlement)):
        day = theirs.created.astimezone(UTC).date()
        ledger.settle(moved, ledger.PAYOUTS, payout.amount, payout.currency, day, None)
    if payout.status == Payout.Status.PAID and not ledger.is_booked(Kind.PAYOUT, payout.provider_id):
        ledger.book(Kind.PAYOUT, payout.provider_id, payout.arrival_date, arrived(payout))
    if (
        payout.status in (Payout.Status.FAILED, Payout.Status.CANCELED)
        and ledger.is_booked(Kind.PAYOUT, payout.provider_id)
        and not ledger.is_booked(Kind.PAYOUT_FAILED, payout.provider_id)
    ):
        back = ledger.reversed_lines(Kind.PAYOUT, payout.provider_id)
        ledger.book(Kind.PAYOUT_FAILED, payout.provider_id, payout.arrival_date, back)


def arrived(payout: Payout) -> list[ledger.Line]:
    return [
        ledger.Line(ledger.BANK, payout.amount, payout.currency),
        ledger.Line(ledger.PAYOUTS, -payout.amount, payout.currency),
    ]
