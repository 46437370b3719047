"""Subscriptions at the provider, and the invoices that are their months."""

import contextlib
from dataclasses import dataclass
from datetime import datetime

import stripe

from payments.gateway.client import GatewayRefusal, answer, asked, client, moment, money, name_of, understood
from payments.gateway.intents import Payment, payment

# What an intent is read with, to know its charge and what of it reached the balance.
CHARGED = ["latest_charge.balance_transaction"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """`status` is the provider's; `donation` the id of ours that it was begun by."""

    id: str
    status: str
    donation: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Invoice:
    """One month. `status`: draft, open, paid, uncollectible or void; `amount` is what was paid of it.

    `attempts`: how often it was tried to charge it. `subscription` and `donation` are None for one of no
    subscription. `payment` names no donation, and is None unless the invoice was read on its own and is paid.
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


def retrieve_subscription(subscription_id: str) -> Subscription:
    return asked(lambda: client().v1.subscriptions.retrieve(subscription_id), read_subscription)


def cancel_subscription(subscription_id: str) -> Subscription:
    """Ends it at once, then reads what it is: one that had ended already is refused, and has ended."""
    with contextlib.suppress(GatewayRefusal):
        answer(lambda: client().v1.subscriptions.cancel(subscription_id))
    return retrieve_subscription(subscription_id)


def retrieve_invoice(invoice_id: str) -> Invoice:
    raw = answer(lambda: client().v1.invoices.retrieve(invoice_id, params={"expand": ["payments"]}))
    intent = paying(raw)
    if intent is None:
        return understood(raw, read_invoice)
    paid = asked(lambda: client().v1.payment_intents.retrieve(intent, params={"expand": CHARGED}), payment)
    return understood(raw, lambda raw: read_invoice(raw, paid))


def paying(raw: stripe.Invoice) -> str | None:
    """The intent that paid it. It may have been paid in part by what is none: a record of cash, a charge."""
    payments = raw.payments.data if raw.payments else []
    paid = [each.payment for each in payments if each.status == "paid"]
    return next((name_of(each.payment_intent) for each in paid if each.type == "payment_intent"), None)


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
    )


def read_invoice(raw: stripe.Invoice, paid: Payment | None = None) -> Invoice:
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
    )
