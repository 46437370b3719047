"""Subscriptions and their invoices against monthly gifts and the donations that are their months."""

from payments import gateway
from payments.actions.monthly import ending, months
from payments.actions.reconcile.afterwards import read
from payments.actions.reconcile.report import Kind, Report
from payments.models import Donation, MonthlyGift
from payments.money import spoken

OVER = ("canceled", "incomplete_expired")


def subscription(report: Report, theirs: gateway.Subscription) -> None:
    """One that charges somebody is a monthly gift of ours, and stands here as it stands there."""
    ours = MonthlyGift.objects.filter(subscription=theirs.id)
    begun = Donation.objects.filter(pk=theirs.donation or "", every_month=True)
    waiting = report.waiting
    if ours.exists() or begun.exists():
        report.bring(theirs.id, lambda: ours.values_list("state").first(), lambda: ending.apply(theirs))
    if theirs.status not in OVER and report.waiting == waiting and not ours.exists():
        report.find(
            Kind.UNKNOWN,
            theirs.id,
            f"Subscription {theirs.id} charges somebody every month and is no monthly gift of ours. Cancel it"
            " at the provider.",
        )


def invoice(report: Report, theirs: gateway.Invoice) -> None:
    """Each month that was paid is one gift here. Of an invoice without subscription its charge tells."""
    if theirs.subscription is None:
        return
    ours = Donation.objects.filter(invoice=theirs.id)
    booked = ours.first()
    if booked is None:
        report.bring(
            theirs.id,
            lambda: ours.values_list("charge").first(),
            lambda: months.apply(gateway.retrieve_invoice(theirs.id)),
        )
    elif theirs.status != "paid" or (theirs.amount, theirs.currency) != (booked.charged, booked.currency):
        there, here = (
            spoken(amount, currency, "en")
            for amount, currency in ((theirs.amount, theirs.currency), (booked.charged, booked.currency))
        )
        report.find(
            Kind.MISMATCH,
            theirs.id,
            f"Invoice {theirs.id} is {theirs.status} with {there}; donation {booked.reference} is booked as"
            f" {here}. Compare them at the provider.",
        )


def going_on(report: Report) -> None:
    """Monthly gifts that have not ended, however long ago they began."""
    still = MonthlyGift.objects.exclude(state=MonthlyGift.State.ENDED)
    for subscription_id in still.values_list("subscription", flat=True):
        read(report, subscription_id, gateway.retrieve_subscription, subscription)
    for subscription_id in ending.overdue().values_list("subscription", flat=True):
        report.find(
            Kind.STUCK,
            subscription_id,
            f"Subscription {subscription_id} was ended here more than an hour ago and goes on at the"
            " provider. Cancel it there, and see that the key may (docs/operator.md).",
        )
