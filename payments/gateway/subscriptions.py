"""Subscriptions at the provider, the invoices that are their months, and the customers they belong to."""

import contextlib
from dataclasses import dataclass
from datetime import datetime

import stripe

from payments.gateway.client import (
    GatewayError,
    GatewayRefusal,
    answer,
    asked,
    client,
    moment,
    money,
    name_of,
    understood,
)
from payments.gateway.intents import Payment, payment

# What an intent is read with, to know its charge and what of it reached the balance.
CHARGED = ["latest_charge.balance_transaction"]
# An intent's state while the bank wants to hear from its customer.
REQUIRES_ACTION = "requires_action"


@dataclass(frozen=True, slots=True)
class Subscription:
    """`status` and `customer` are the provider's; `donation` the id of ours that it was begun by."""

    id: str
    status: str
    donation: str | None
    created: datetime
    customer: str | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """One month. `status`: draft, open, paid, uncollectible or void; `amount` is what was paid of it.

    `attempts`: how often it was tried to charge it. `subscription` and `donation` are None for one of no
    subscription. `payment` names no donation, and is None unless the invoice was read on its own and is paid.
    `waits_for_donor`: its bank asks for a confirmation, given on the provider's `page`; known of one that was
    read on its own.
    """

    id: str
    status: str
    subscription: str | None
    donation: str | None
    amount: int
    currency: str
    attempts: int
    created: datetime
    payment: Payment | None
    waits_for_donor: bool = False
    page: str | None = None


def retrieve_subscription(subscription_id: str) -> Subscription:
    return asked(lambda: client().v1.subscriptions.retrieve(subscription_id), read_subscription)


def cancel_subscription(subscription_id: str) -> Subscription:
    """Ends it at once, then reads what it is: one that had ended already is refused, and has ended."""
    with contextlib.suppress(GatewayRefusal):
        answer(lambda: client().v1.subscriptions.cancel(subscription_id))
    return retrieve_subscription(subscription_id)


def delete_customer(customer_id: str) -> None:
    """Name, address and card are forgotten there, and what is still subscribed ends. Safe to repeat."""
    with contextlib.suppress(GatewayRefusal):
        answer(lambda: client().v1.customers.delete(customer_id))
    try:
        left = answer(lambda: client().v1.customers.retrieve(customer_id))
    except GatewayRefusal:
        return
    if not getattr(left, "deleted", False):
        raise GatewayError(f"customer {customer_id} was not deleted")


def retrieve_invoice(invoice_id: str) -> Invoice:
    raw = answer(lambda: client().v1.invoices.retrieve(invoice_id, params={"expand": ["payments"]}))
    if intent := paying(raw, "paid"):
        paid = asked(
            lambda: client().v1.payment_intents.retrieve(intent, params={"expand": CHARGED}), payment
        )
        return understood(raw, lambda raw: read_invoice(raw, paid))
    waits = raw.status == "open" and requires_action(paying(raw, "open"))
    return understood(raw, lambda raw: read_invoice(raw, waits_for_donor=waits))


def paying(raw: stripe.Invoice, status: str) -> str | None:
    """The intent that paid it (`status`: paid) or is to (open). What was paid in cash has none."""
    payments = raw.payments.data if raw.payments else []
    found = [each.payment for each in payments if each.status == status]
    return next((name_of(each.payment_intent) for each in found if each.type == "payment_intent"), None)


def requires_action(intent: str | None) -> bool:
    if intent is None:
        return False
    return answer(lambda: client().v1.payment_intents.retrieve(intent)).status == REQUIRES_ACTION


def invoice_of(intent: str) -> str | None:
    """The invoice that a payment is for; None where it is for none."""
    try:
        listed = answer(
            lambda: client().v1.invoice_payments.list(
                params={"payment": {"type": "payment_intent", "payment_intent": intent}, "limit": 1}
            )
        )
    except GatewayRefusal:
        return None
    return name_of(listed.data[0].invoice) if listed.data else None


def read_subscription(raw: stripe.Subscription) -> Subscription:
    return Subscription(
        id=raw.id,
        status=raw.status,
        donation=raw.metadata.to_dict().get("donation"),
        created=moment(raw.created),
        customer=name_of(raw.customer),
    )


def read_invoice(
    raw: stripe.Invoice, paid: Payment | None = None, *, waits_for_donor: bool = False
) -> Invoice:
    amount, code = money(raw.amount_paid, raw.currency)
    of = raw.parent.subscription_details if raw.parent else None
    return Invoice(
        id=raw.id,
        status=raw.status or "",
        subscription=name_of(of.subscription) if of else None,
        donation=of.metadata.to_dict().get("donation") if of and of.metadata else None,
        amount=amount,
        currency=code,
        attempts=raw.attempt_count,
        created=moment(raw.created),
        payment=paid,
        waits_for_donor=waits_for_donor,
        page=raw.hosted_invoice_url,
    )
