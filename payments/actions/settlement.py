"""What the provider says about a session becomes the donation's end: paid once, released once, or not yet."""

from datetime import UTC
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from payments.actions import donors, ledger, snapshots, surplus
from payments.actions.campaigns import locked
from payments.gateway import CheckoutSession, Payment, Settlement
from payments.models import (
    Campaign,
    Donation,
    Donor,
    DonorIdentity,
    FundCommitment,
    LedgerTransaction,
    MonthlyGift,
)


class Mismatch(Exception):
    """The provider's object does not fit our donation: for a person to look at, nothing is credited."""


class Unknown(Exception):
    """Nothing of ours is named: for a person to look at."""


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
            paid_at=payment.created,
            value_date=value_date,
            counted=F("amount"),
            address_hash="",
            address_slot=None,
            **repeated(donation, session),
        )
        if not moved:
            return already_ended(donation, payment)
        # Only now: told once more of a gift that is paid, we write down nobody who was erased since.
        who = donor(session)
        Donation.objects.filter(pk=donation.pk).update(donor=who)
        MonthlyGift.objects.filter(donations=donation.pk).update(donor=who)
        credit(donation, payment, settled, reserved=donation.amount)
    return None


def repeated(donation: Donation, session: CheckoutSession) -> dict[str, Any]:
    """What a gift that is the first of every month's gets with its payment."""
    if not donation.every_month:
        return {}
    terms = ("campaign", "amount", "fee_cover", "currency", "locale")
    begun, _created = MonthlyGift.objects.get_or_create(
        subscription=session.subscription, defaults={name: getattr(donation, name) for name in terms}
    )
    return {"monthly_gift": begun, "invoice": session.invoice}


def credit(donation: Donation, payment: Payment, settled: Settlement, *, reserved: int) -> None:
    """Books a gift that has just become paid, and counts it; `reserved` of its campaign was held for it.

    To be called in the transaction that made it paid.
    """
    campaign = locked(donation.campaign.ref)
    book(donation, campaign, payment, settled)
    over = surplus.is_surplus(campaign)
    receive(campaign, donation, reserved, final=not over)
    if over:
        surplus.follow_rule(donation)
    snapshots.publish_if_due(locked(campaign.ref))


def agreed(donation: Donation, session: CheckoutSession) -> tuple[Payment, Settlement]:
    """The payment and its settlement, if every figure is ours."""
    payment = session.payment
    if payment is None:
        raise NotSettledYet(f"session {session.id} is paid, its charge is not known yet")
    ours = (donation.charged, donation.currency)
    if ours != (session.amount, session.currency):
        raise Mismatch(f"charge {payment.charge} has another amount or currency than the donation")
    if payment.donation != donation.pk:
        raise Mismatch(f"charge {payment.charge} names another donation")
    if donation.every_month != bool(session.subscription and session.invoice):
        raise Mismatch(f"session {session.id} is paid once or every month, and the donation is not")
    return payment, cleared(payment, *ours)


def cleared(payment: Payment, charged: int, currency: str) -> Settlement:
    """What of a payment reached the balance, if it took what it should: `charged` minor units of `currency`.

    Raises Mismatch, NotSettledYet.
    """
    if (charged, currency) != (payment.amount, payment.currency):
        raise Mismatch(f"charge {payment.charge} has another amount or currency than the donation")
    if not payment.captured:
        raise Mismatch(f"charge {payment.charge} is not captured")
    settled = payment.settlement
    if settled is None:
        raise NotSettledYet(f"charge {payment.charge} has not reached the balance yet")
    if settled.gross != settled.net + settled.fee:
        raise Mismatch(f"balance transaction {settled.id} does not add up")
    if settled.currency == payment.currency and settled.gross != payment.amount:
        raise Mismatch(f"balance transaction {settled.id} has another amount than its charge")
    return settled


def book(donation: Donation, campaign: Campaign, payment: Payment, settled: Settlement) -> None:
    """What the donor was charged: the gift, gross, to the campaign, what covers the fee to an account of its
    own; then what of it reached the provider's balance.
    """
    day = payment.created.astimezone(UTC).date()
    ledger.book(
        LedgerTransaction.Kind.GIFT,
        payment.charge,
        day,
        [
            ledger.Line(ledger.RECEIVABLE, payment.amount, payment.currency),
            ledger.Line(ledger.given_to(campaign), -donation.amount, payment.currency),
            ledger.Line(ledger.FEE_COVER, -donation.fee_cover, payment.currency),
        ],
        donation=donation,
    )
    ledger.settle(settled, ledger.RECEIVABLE, payment.amount, payment.currency, day, donation)


def already_ended(donation: Donation, payment: Payment) -> None:
    donation.refresh_from_db()
    if donation.state != Donation.State.PAID or donation.charge != payment.charge:
        raise Mismatch(f"charge {payment.charge} was paid for a donation that had ended as {donation.state}")


def receive(campaign: Campaign, donation: Donation, reserved: int, *, final: bool = True) -> None:
    """Moves the amount to received, what was `reserved` for it from there, and notes the day on which the
    goal was met: that is final, which a gift that does not stay cannot make it.
    """
    own = donation.currency == campaign.currency
    counted = donation.amount if own else 0
    campaign.received += counted
    campaign.reserved -= reserved if own else 0
    campaign.gifts += 1
    campaign.unpublished_since = campaign.unpublished_since or timezone.now()
    if final and campaign.goal is not None and campaign.received >= campaign.goal:
        paid = Donation.objects.filter(campaign=campaign, state=Donation.State.PAID)
        campaign.funded_on = paid.order_by("-value_date").values_list("value_date", flat=True).first()
    campaign.save(update_fields=["received", "reserved", "gifts", "unpublished_since", "funded_on"])
    FundCommitment.objects.filter(campaign=campaign).update(promised=F("promised") - counted)


def donor(session: CheckoutSession) -> Donor | None:
    if not session.email:
        return None
    known = donors.locked(session.email)
    remember_name(known, session.email.strip(), (session.name or "")[:255])
    return known


def remember_name(known: Donor, email: str, name: str) -> None:
    """Of the first who gave one: anybody can type this address at a checkout, and another name with it."""
    DonorIdentity.objects.get_or_create(donor=known, defaults={"email": email})
    DonorIdentity.objects.filter(donor=known, name="").update(name=name)


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
