"""Each paid invoice of a monthly gift is a gift of its own, booked once; an unpaid one books nothing."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from payments import gateway, identifiers
from payments.actions import settlement
from payments.actions.monthly.subscribed import subscribed
from payments.models import Donation, MonthlyGift, OutboxEntry

# The provider's states of an invoice that was to be paid and is not.
UNPAID = ("open", "uncollectible")
# A first month is charged before its invoice exists, since the provider's version 2025-03-31.basil.
INVOICE_COMES_WITHIN = timedelta(minutes=15)
TERMS = ("campaign", "amount", "fee_cover", "currency", "locale", "donor")


def apply(theirs: gateway.Invoice) -> None:
    """Books what the provider says of a month. Safe to repeat, in any order.

    `theirs` was read on its own, with its payment. Raises settlement.Unknown, settlement.Mismatch,
    settlement.NotSettledYet, GatewayError.
    """
    if Donation.objects.filter(invoice=theirs.id).exists():
        return
    gift = subscribed(theirs.subscription, theirs.donation)
    if theirs.status == "paid":
        book(gift, theirs)
    elif theirs.waits_for_donor:
        ask_to_confirm(gift, theirs.id)
    elif theirs.status in UNPAID and theirs.attempts:
        tell_unpaid(gift, theirs.id)


def book_of(intent: str, heard_at: datetime | None = None) -> bool:
    """Books the month that this payment is for. False where it is for none. Raises as `apply` does.

    A payment that was `heard_at` a moment ago may be for an invoice to come: settlement.NotSettledYet.
    """
    invoice = gateway.invoice_of(intent)
    if invoice:
        apply(gateway.retrieve_invoice(invoice))
    elif heard_at and is_awaited(heard_at):
        raise settlement.NotSettledYet("no invoice is paid by it yet")
    return bool(invoice)


def is_awaited(made_at: datetime) -> bool:
    """Whether the invoice of a payment so old may be still to come."""
    return made_at > timezone.now() - INVOICE_COMES_WITHIN


def book(gift: MonthlyGift, theirs: gateway.Invoice) -> None:
    payment = theirs.payment
    if payment is None or (theirs.amount, theirs.currency) != (gift.charged, gift.currency):
        raise settlement.Mismatch(f"invoice {theirs.id} was paid otherwise than the monthly gift says")
    settled = settlement.cleared(payment, gift.charged, gift.currency)
    with transaction.atomic():
        # One month at a time: whoever waited here finds it booked.
        held = MonthlyGift.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=gift.pk)
        if Donation.objects.filter(invoice=theirs.id).exists():
            return
        settlement.credit(paid(held, theirs.id, payment), payment, settled, reserved=0)


def paid(gift: MonthlyGift, invoice: str, payment: gateway.Payment) -> Donation:
    terms = {name: getattr(gift, name) for name in TERMS}
    return Donation.objects.create(
        **terms,
        state=Donation.State.PAID,
        surplus_rule=rule_of(gift),
        key_hash=identifiers.key_hash(f"invoice {invoice}"),
        body_hash=identifiers.body_hash({"invoice": invoice}),
        checkout_params={},
        expires_at=payment.created,
        payment_intent=payment.intent,
        charge=payment.charge,
        paid_at=payment.created,
        value_date=payment.created.astimezone(UTC).date(),
        counted=gift.amount,
        every_month=True,
        monthly_gift=gift,
        invoice=invoice,
    )


def rule_of(gift: MonthlyGift) -> str:
    """What its donor chose with the first month, should the fund need none of it."""
    first = gift.donations.order_by("reserved_at", "pk").values_list("surplus_rule", flat=True).first()
    return first or Donation.SurplusRule.FUND


@transaction.atomic
def tell_unpaid(gift: MonthlyGift, invoice: str) -> None:
    """Once for each month, however often the provider tries it."""
    going_on = MonthlyGift.objects.filter(pk=gift.pk, end_asked_at=None, ended_at=None)
    if going_on.exclude(unpaid_invoice=invoice).update(unpaid_invoice=invoice):
        OutboxEntry.objects.create(kind="monthly_unpaid_mail", payload={"monthly_gift": gift.pk})


@transaction.atomic
def ask_to_confirm(gift: MonthlyGift, invoice: str) -> None:
    """Once for each month. The address of the provider's page is read when the mail is written."""
    going_on = MonthlyGift.objects.filter(pk=gift.pk, end_asked_at=None, ended_at=None)
    if going_on.exclude(confirm_invoice=invoice).update(confirm_invoice=invoice):
        payload = {"monthly_gift": gift.pk, "invoice": invoice}
        OutboxEntry.objects.create(kind="monthly_confirm_mail", payload=payload)
