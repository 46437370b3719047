"""What the provider says about a session becomes the donation's end: paid once, released once, or not yet."""

from datetime import UTC

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from payments import identifiers
from payments.actions import ledger, snapshots
from payments.actions.campaigns import locked
from payments.gateway import CheckoutSession, Payment, Settlement
from payments.models import (
    Campaign,
    Donation,
    Donor,
    DonorIdentity,
    LedgerTransaction,
    OutboxEntry,
    Receipt,
    ReceiptSeries,
)


class Mismatch(Exception):
    """The provider's object does not fit our donation: for a person to look at, nothing is credited."""


class NotSettledYet(Exception):
    """Paid, but its fee is not known yet. Ask again."""


def apply(donation: Donation, session: CheckoutSession) -> None:
    """Moves a reserved donation to where its session is; a settled one stays as it is.

    Raises Mismatch, NotSettledYet.
    """
    if session.donation != donation.pk:
        raise Mismatch(f"session {session.id} names another donation")
    if session.status == "complete" and session.payment_status == "paid":
        settle(donation, session)
    elif session.status == "expired" or (session.status == "complete" and session.failed):
        release(donation)


def settle(donation: Donation, session: CheckoutSession) -> None:
    payment, settled = agreed(donation, session)
    with transaction.atomic():
        value_date = payment.created.astimezone(UTC).date()
        moved = Donation.objects.filter(pk=donation.pk, state=Donation.State.RESERVED).update(
            state=Donation.State.PAID,
            payment_intent=payment.intent,
            charge=payment.charge,
            donor=donor(session),
            paid_at=payment.created,
            value_date=value_date,
            address_hash="",
            address_slot=None,
        )
        if not moved:
            return already_ended(donation, payment)
        campaign = locked(donation.campaign.ref)
        ledger.book(
            donation,
            LedgerTransaction.Kind.GIFT,
            payment.charge,
            value_date,
            ledger.gift_lines(campaign, payment, settled),
        )
        receive(campaign, donation)
        issue_receipt(donation, f"{value_date:%Y}")
        OutboxEntry.objects.create(kind="receipt_mail", payload={"donation": donation.pk})
        snapshots.publish_if_due(campaign)
    return None


def agreed(donation: Donation, session: CheckoutSession) -> tuple[Payment, Settlement]:
    """The payment and its settlement, if every figure is ours."""
    payment = session.payment
    if payment is None:
        raise NotSettledYet(f"session {session.id} is paid, its charge is not known yet")
    ours = (donation.amount, donation.currency)
    if ours != (session.amount, session.currency) or ours != (payment.amount, payment.currency):
        raise Mismatch(f"charge {payment.charge} has another amount or currency than the donation")
    if payment.donation != donation.pk or not payment.captured:
        raise Mismatch(f"charge {payment.charge} names another donation, or was disputed or given back")
    settled = payment.settlement
    if settled is None:
        raise NotSettledYet(f"charge {payment.charge} has not reached the balance yet")
    if settled.gross != settled.net + settled.fee:
        raise Mismatch(f"balance transaction {settled.id} does not add up")
    if settled.currency == payment.currency and settled.gross != payment.amount:
        raise Mismatch(f"balance transaction {settled.id} has another amount than its charge")
    return payment, settled


def already_ended(donation: Donation, payment: Payment) -> None:
    donation.refresh_from_db()
    if donation.state != Donation.State.PAID or donation.charge != payment.charge:
        raise Mismatch(f"charge {payment.charge} was paid for a donation that had ended as {donation.state}")


def receive(campaign: Campaign, donation: Donation) -> None:
    """Moves the amount from reserved to received, and notes the day on which the goal was met."""
    counted = donation.amount if donation.currency == campaign.currency else 0
    campaign.received += counted
    campaign.reserved -= counted
    campaign.gifts += 1
    campaign.unpublished_since = campaign.unpublished_since or timezone.now()
    if campaign.goal is not None and campaign.received >= campaign.goal:
        paid = Donation.objects.filter(campaign=campaign, state=Donation.State.PAID)
        campaign.funded_on = paid.order_by("-value_date").values_list("value_date", flat=True).first()
    campaign.save(update_fields=["received", "reserved", "gifts", "unpublished_since", "funded_on"])


def donor(session: CheckoutSession) -> Donor | None:
    if not session.email:
        return None
    known, _created = Donor.objects.get_or_create(email_hash=identifiers.email_hash(session.email))
    DonorIdentity.objects.update_or_create(
        donor=known, defaults={"email": session.email.strip(), "name": (session.name or "")[:255]}
    )
    return known


def issue_receipt(donation: Donation, series: str) -> Receipt:
    ReceiptSeries.objects.bulk_create([ReceiptSeries(name=series, last=0)], ignore_conflicts=True)
    ReceiptSeries.objects.filter(name=series).update(last=F("last") + 1)
    number = ReceiptSeries.objects.values_list("last", flat=True).get(name=series)
    return Receipt.objects.create(donation=donation, series=series, number=number)


def release(donation: Donation) -> None:
    """Gives the reserved amount back to the goal. Does nothing to a donation that has ended."""
    with transaction.atomic():
        moved = Donation.objects.filter(pk=donation.pk, state=Donation.State.RESERVED).update(
            state=Donation.State.RELEASED, released_at=timezone.now(), address_hash="", address_slot=None
        )
        if moved:
            Campaign.objects.filter(pk=donation.campaign_id, currency=donation.currency).update(
                reserved=F("reserved") - donation.amount
            )
