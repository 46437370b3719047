"""Giving a gift back, whole or in part: recorded, then asked of the provider, then booked as it says."""

import logging
from datetime import UTC

from django.db import transaction
from django.utils import timezone

from payments import gateway
from payments.actions import bearing, ledger
from payments.actions.charges import paid_by
from payments.actions.gifts import found, held
from payments.actions.refund_requests import recount, request
from payments.actions.settlement import Mismatch
from payments.models import Donation, LedgerTransaction, Refund

logger = logging.getLogger(__name__)

Kind = LedgerTransaction.Kind
# The provider's words for ours.
STATES = {
    "pending": Refund.State.PENDING,
    "requires_action": Refund.State.PENDING,
    "succeeded": Refund.State.SUCCEEDED,
    "failed": Refund.State.FAILED,
    "canceled": Refund.State.FAILED,
}
ORDER = [state.value for state in Refund.State]


def refund(donation_id: str, amount: int, *, by: str, reason: str) -> Refund:
    """Gives back `amount` minor units of a paid gift; with the last of it, what covered the provider's fee.

    `by`: an opaque id of staff, `donor`, `rule` or `reconcile`.
    Where the provider is out of reach the refund stays `requested`, and the worker asks again. Never call
    this in a transaction: it commits, then speaks to the provider. Raises DonationNotFound, RefundRefused.
    """
    donation = found(donation_id)
    with transaction.atomic(durable=True):
        requested = request(donation, amount, by=by, reason=reason)
    return send(requested)


def send(asked: Refund) -> Refund:
    """Asks the provider for it. Safe to repeat: the provider knows the key."""
    Refund.objects.filter(pk=asked.pk).update(asked_at=timezone.now())
    charge = asked.donation.charge or ""
    try:
        apply(gateway.create_refund(charge, asked.total, asked.currency, asked.pk))
    except gateway.GatewayRefusal as error:
        logger.error("provider refuses refund %s: %s", asked.pk, error)
        refuse(asked)
    except gateway.GatewayError as error:
        logger.warning("refund %s is asked again later: %s", asked.pk, error)
    asked.refresh_from_db()
    return asked


def send_again(asked: Refund) -> Refund:
    """After a lost answer. The provider forgets keys after a day, so what it made is looked for first."""
    try:
        made = [
            theirs for theirs in gateway.refunds_of(asked.donation.charge or "") if theirs.refund == asked.pk
        ]
        if not made:
            return send(asked)
        apply(made[0])
    except gateway.GatewayError as error:
        logger.warning("refund %s is asked again later: %s", asked.pk, error)
    asked.refresh_from_db()
    return asked


@transaction.atomic
def refuse(asked: Refund) -> None:
    """The provider will never make it: nothing was booked, and the gift is whole again."""
    donation = held(asked.donation)
    Refund.objects.filter(pk=asked.pk, state=Refund.State.REQUESTED).update(
        state=Refund.State.FAILED, failure="refused", ended_at=timezone.now()
    )
    recount(donation)


def apply(theirs: gateway.Refund) -> Refund:
    """Books what the provider says of a refund, ours or one made in its dashboard. Safe to repeat, in any
    order.

    Raises charges.Unknown, Mismatch, NotSettledYet, GatewayError.
    """
    donation = paid_by(theirs.charge, theirs.donation, theirs.intent, theirs.created)
    with transaction.atomic():
        donation = held(donation)
        ours = known(donation, theirs)
        if (ours.total, ours.currency) != (theirs.amount, theirs.currency):
            raise Mismatch(f"refund {theirs.id} has another amount or currency than ours")
        advance(ours, theirs)
        recount(donation)
        book(donation, ours, theirs)
    return ours


def known(donation: Donation, theirs: gateway.Refund) -> Refund:
    of_it = donation.refunds
    if ours := of_it.filter(provider_id=theirs.id).first():
        return ours
    if ours := of_it.filter(pk=theirs.refund or "", state=Refund.State.REQUESTED).first():
        return ours
    cover = bearing.cover_in(donation, theirs.amount)
    return Refund.objects.create(
        donation=donation,
        amount=theirs.amount - cover,
        fee_cover=cover,
        currency=theirs.currency,
        by="provider",
    )


def advance(ours: Refund, theirs: gateway.Refund) -> None:
    state = STATES.get(theirs.status)
    if state is None:
        raise Mismatch(f"refund {theirs.id} is {theirs.status}, a state unknown here")
    ours.provider_id = theirs.id
    if ORDER.index(state) > ORDER.index(ours.state):
        ours.state = state
        ours.ended_at = None if state == Refund.State.PENDING else timezone.now()
        ours.failure = theirs.failure[:64]
    ours.save(update_fields=["provider_id", "state", "ended_at", "failure"])


def book(donation: Donation, ours: Refund, theirs: gateway.Refund) -> None:
    """The claim when the provider took it up, its cash as that moves, and all of it back when it failed."""
    day = theirs.created.astimezone(UTC).date()
    failed = ours.state == Refund.State.FAILED
    if not ledger.is_booked(Kind.REFUND, theirs.id) and (not failed or theirs.settlement):
        lines = bearing.bear(donation, ours.amount)
        lines += [
            ledger.Line(ledger.FEE_COVER, ours.fee_cover, ours.currency),
            ledger.Line(ledger.REFUNDS, -ours.total, ours.currency),
        ]
        ledger.book(Kind.REFUND, theirs.id, day, lines, donation=donation, by=ours.by, reason=ours.reason)
    for moved in filter(None, (theirs.settlement, theirs.failure_settlement)):
        ledger.settle(moved, ledger.REFUNDS, ours.total, ours.currency, day, donation)
    if (
        failed
        and ledger.is_booked(Kind.REFUND, theirs.id)
        and not ledger.is_booked(Kind.REFUND_FAILED, theirs.id)
    ):
        lines = bearing.restored(donation, ledger.reversed_lines(Kind.REFUND, theirs.id))
        ledger.book(Kind.REFUND_FAILED, theirs.id, day, lines, donation=donation)
