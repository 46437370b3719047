"""Refunds, disputes and payouts: each is applied as its event would have been. Nothing happens twice."""

from collections.abc import Callable
from typing import TypeVar

from payments import gateway
from payments.actions import disputes, payouts, refunds
from payments.actions.reconcile.report import UNREADABLE_HELPS, Kind, Report
from payments.models import Dispute, LedgerTransaction, Payout, Refund

Theirs = TypeVar("Theirs", gateway.Refund, gateway.Dispute, gateway.Payout, gateway.Subscription)


def booked(provider_id: str) -> int:
    return LedgerTransaction.objects.filter(source=provider_id).count()


def settled(*movements: gateway.Settlement | None) -> int:
    ids = [movement.id for movement in movements if movement]
    return LedgerTransaction.objects.filter(kind=LedgerTransaction.Kind.SETTLEMENT, source__in=ids).count()


def refund(report: Report, theirs: gateway.Refund) -> None:
    report.bring(
        theirs.id,
        lambda: (
            Refund.objects.filter(provider_id=theirs.id).values_list("state").first(),
            booked(theirs.id),
            settled(theirs.settlement, theirs.failure_settlement),
        ),
        lambda: refunds.apply(theirs),
    )


def dispute(report: Report, theirs: gateway.Dispute) -> None:
    report.bring(
        theirs.id,
        lambda: (
            Dispute.objects.filter(provider_id=theirs.id).values_list("status", "withdrawn").first(),
            booked(theirs.id),
            settled(*theirs.movements),
        ),
        lambda: disputes.apply(theirs),
    )


def payout(report: Report, theirs: gateway.Payout) -> None:
    report.bring(
        theirs.id,
        lambda: (
            Payout.objects.filter(provider_id=theirs.id).values_list("status").first(),
            booked(theirs.id),
            settled(theirs.settlement, theirs.failure_settlement),
        ),
        lambda: payouts.record(theirs),
    )


def open_still(report: Report) -> None:
    """What may have ended since its window: read again however old it is."""
    pending = Refund.objects.filter(state=Refund.State.PENDING)
    for refund_id in pending.values_list("provider_id", flat=True):
        read(report, str(refund_id), gateway.retrieve_refund, refund)
    undecided = Dispute.objects.exclude(status__in=[Dispute.Status.WON, Dispute.Status.LOST])
    for dispute_id in undecided.values_list("provider_id", flat=True):
        read(report, dispute_id, gateway.retrieve_dispute, dispute)
    on_their_way = Payout.objects.filter(status__in=[Payout.Status.PENDING, Payout.Status.IN_TRANSIT])
    for payout_id in on_their_way.values_list("provider_id", flat=True):
        read(report, payout_id, gateway.retrieve_payout, payout)


def read(
    report: Report, provider_id: str, ask: Callable[[str], Theirs], look: Callable[[Report, Theirs], None]
) -> None:
    report.compared += 1
    try:
        theirs = ask(provider_id)
    except gateway.GatewayRefusal as error:
        report.find(
            Kind.NOT_THERE, provider_id, f"{provider_id} is known here and not at the provider: {error}"
        )
    except gateway.Unreadable as error:
        report.find(Kind.UNREADABLE, provider_id, f"{error}. {UNREADABLE_HELPS}")
    else:
        look(report, theirs)
