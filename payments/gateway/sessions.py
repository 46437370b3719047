"""Checkout sessions, and the payment each of them ends in."""

import contextlib
import typing
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

import stripe
from pydantic import ConfigDict, TypeAdapter
from stripe.params.checkout import SessionCreateParams, _session_create_params
from typing_extensions import is_typeddict

from payments.currencies import currency as currency_of
from payments.gateway.client import GatewayRefusal, answer, asked, client, name_of
from payments.gateway.intents import Payment, payment
from payments.gateway.subscriptions import retrieve_invoice

EXPAND = ["payment_intent.latest_charge.balance_transaction"]


@dataclass(frozen=True, slots=True)
class CheckoutSession:
    """`status`: open, complete or expired; `payment_status`: paid, unpaid or no_payment_required.

    `subscription` and `invoice` are ids of one that is paid every month, once it is complete; its `payment`
    is that of the first invoice.
    """

    id: str
    url: str | None
    status: str | None
    payment_status: str
    donation: str | None
    amount: int
    currency: str
    email: str | None
    name: str | None
    failed: bool
    payment: Payment | None
    subscription: str | None = None
    invoice: str | None = None


@lru_cache(maxsize=1)
def create_params() -> TypeAdapter[SessionCreateParams]:
    """The library's typed parameters as a check at run time: an unknown or mistyped one is our bug, found
    here.
    """
    for typed in vars(_session_create_params).values():
        if is_typeddict(typed):
            typed.__pydantic_config__ = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    adapter = TypeAdapter(SessionCreateParams)
    namespace = {**vars(typing), **vars(_session_create_params), "StripeContext": Any}
    adapter.rebuild(_types_namespace=namespace)
    return adapter


def checked(params: SessionCreateParams) -> SessionCreateParams:
    """Raises pydantic.ValidationError for anything the provider's own types do not know."""
    create_params().validate_python(params, strict=True)
    return params


def create_session(params: SessionCreateParams, idempotency_key: str) -> CheckoutSession:
    """Creates the checkout session, or returns the one this key created before."""
    return asked(
        lambda: client().v1.checkout.sessions.create(
            params=cast("Any", checked(params)), options={"idempotency_key": idempotency_key}
        ),
        session,
    )


def retrieve_session(session_id: str) -> CheckoutSession:
    read = asked(
        lambda: client().v1.checkout.sessions.retrieve(session_id, params={"expand": EXPAND}), session
    )
    if not read.invoice:
        return read
    # An invoice's payment names no donation: the session it was made for does.
    paid = retrieve_invoice(read.invoice).payment
    return replace(read, payment=replace(paid, donation=read.donation) if paid else None)


def session_of(intent: str) -> CheckoutSession | None:
    """Whose payment this is or was tried as, without its payment; None where it is no session's."""
    listed = asked(
        lambda: client().v1.checkout.sessions.list(params={"payment_intent": intent, "limit": 1}),
        lambda listed: [session(raw) for raw in listed.data],
    )
    return listed[0] if listed else None


def end_session(session_id: str) -> CheckoutSession:
    """Asks the provider to expire the session, then reads what it is: complete wins over our asking."""
    # Only an open session can be expired; which other state it has is read next.
    with contextlib.suppress(GatewayRefusal):
        answer(lambda: client().v1.checkout.sessions.expire(session_id))
    return retrieve_session(session_id)


def declines(intent: str) -> int:
    """How many charges of this payment failed. Raises GatewayRefusal, GatewayError."""
    listed = answer(lambda: client().v1.charges.list(params={"payment_intent": intent, "limit": 100}))
    return sum(charge.status == "failed" for charge in listed.data)


def session(raw: stripe.checkout.Session) -> CheckoutSession:
    code = (raw.currency or "").upper()
    intent = raw.payment_intent if isinstance(raw.payment_intent, stripe.PaymentIntent) else None
    details = raw.customer_details
    return CheckoutSession(
        id=raw.id,
        url=raw.url,
        status=raw.status,
        payment_status=raw.payment_status,
        donation=raw.client_reference_id,
        amount=currency_of(code).from_provider(raw.amount_total or 0),
        currency=code,
        email=details.email if details else None,
        name=details.name if details else None,
        failed=intent is not None and intent.status in ("canceled", "requires_payment_method"),
        payment=payment(intent) if intent else None,
        subscription=name_of(raw.subscription),
        invoice=name_of(raw.invoice) if raw.subscription else None,
    )
