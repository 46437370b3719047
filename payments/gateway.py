"""The only file that speaks to the payment provider (Stripe's HTTP API).

Everything in and out is plain data of ours in ISO minor units; nothing here touches the database, and no
caller may hold a transaction open across these calls. Amounts, ids and states are what the provider says,
never what a webhook's body says.
"""

import contextlib
import typing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, cast

import stripe
from pydantic import ConfigDict, TypeAdapter
from stripe.params.checkout import SessionCreateParams, _session_create_params
from typing_extensions import is_typeddict

from payments import conf
from payments.currencies import UnknownCurrency
from payments.currencies import currency as currency_of

# The version the typed parameters were generated from. Moved together with the pin of `stripe`.
API_VERSION = "2026-10-28.endive"
TIMEOUT_SECONDS = 20
EXPAND = ["payment_intent.latest_charge.balance_transaction"]


class GatewayError(Exception):
    """The provider gave no final answer: out of reach, overloaded or set up wrongly. Ask again."""


class GatewayRefusal(GatewayError):
    """The provider understood and will never do it."""


class Unreadable(GatewayError):
    """The provider answered in a currency or fraction we cannot count: for a person to look at."""


class ForgedEvent(Exception):
    """No signing secret of ours made this signature, or it is too old."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a charge did to the balance: `gross` = `net` + `fee`, in the currency the account settles in."""

    id: str
    gross: int
    fee: int
    net: int
    currency: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A charge. `created` is the provider's clock; `settlement` None while it has not reached the balance."""

    intent: str
    charge: str
    donation: str | None
    amount: int
    currency: str
    created: datetime
    captured: bool
    settlement: Settlement | None


@dataclass(frozen=True, slots=True)
class CheckoutSession:
    """`status`: open, complete or expired; `payment_status`: paid, unpaid or no_payment_required."""

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


@dataclass(frozen=True, slots=True)
class Event:
    """A verified event: a hint that something happened, read again from the provider before it counts."""

    id: str
    type: str
    livemode: bool
    account: str | None


@lru_cache(maxsize=4)
def client_for(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        stripe_version=API_VERSION,
        base_addresses={"api": base},
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
    )


def client() -> stripe.StripeClient:
    # Law 7: no timings of ours in the requests.
    stripe.enable_telemetry = False
    return client_for(conf.secret_key(), conf.api_base())


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
        )
    )


def retrieve_session(session_id: str) -> CheckoutSession:
    return asked(lambda: client().v1.checkout.sessions.retrieve(session_id, params={"expand": EXPAND}))


def end_session(session_id: str) -> CheckoutSession:
    """Asks the provider to expire the session, then reads what it is: complete wins over our asking."""
    # Only an open session can be expired; which other state it has is read next.
    with contextlib.suppress(GatewayRefusal):
        asked(lambda: client().v1.checkout.sessions.expire(session_id))
    return retrieve_session(session_id)


def asked(call: typing.Callable[[], stripe.checkout.Session]) -> CheckoutSession:
    """Raises GatewayRefusal, Unreadable, GatewayError."""
    return read(answer(call))


def answer(call: typing.Callable[[], stripe.checkout.Session]) -> stripe.checkout.Session:
    try:
        return call()
    except stripe.InvalidRequestError as error:
        # 409 is a request of the same key under way, 429 too many at once: neither is an answer.
        if error.http_status in (409, 429):
            raise GatewayError(str(error)) from error
        raise GatewayRefusal(str(error)) from error
    except stripe.StripeError as error:
        raise GatewayError(str(error)) from error


def read(raw: stripe.checkout.Session) -> CheckoutSession:
    try:
        return session(raw)
    except UnknownCurrency as error:
        raise Unreadable(f"session {raw.id} holds the currency {error}, unknown to payments") from error
    except ValueError as error:
        raise Unreadable(f"session {raw.id} cannot be counted: {error}") from error


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
    )


def payment(intent: stripe.PaymentIntent) -> Payment | None:
    charge = intent.latest_charge
    if not isinstance(charge, stripe.Charge):
        return None
    code = charge.currency.upper()
    return Payment(
        intent=intent.id,
        charge=charge.id,
        donation=intent.metadata.to_dict().get("donation") if intent.metadata else None,
        amount=currency_of(code).from_provider(charge.amount_captured),
        currency=code,
        created=datetime.fromtimestamp(charge.created, UTC),
        captured=charge.paid and charge.captured and not charge.disputed and charge.amount_refunded == 0,
        settlement=settlement(charge.balance_transaction),
    )


def settlement(raw: object) -> Settlement | None:
    if not isinstance(raw, stripe.BalanceTransaction):
        return None
    code = raw.currency.upper()
    unit = currency_of(code)
    return Settlement(
        id=raw.id,
        gross=unit.from_provider(raw.amount),
        fee=unit.from_provider(raw.fee),
        net=unit.from_provider(raw.net),
        currency=code,
    )


def verified(body: bytes, signature: str | None) -> Event:
    """The event in these raw bytes, if one of our secrets signed them within the provider's five minutes.

    Raises ForgedEvent.
    """
    for secret in filter(None, conf.webhook_secrets()):
        try:
            raw = stripe.Webhook.construct_event(body, signature, secret)
            account = getattr(raw, "account", None)
            return Event(id=raw.id, type=raw.type, livemode=bool(raw.livemode), account=account)
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, AttributeError) as error:
            raise ForgedEvent("the body is not an event") from error
    raise ForgedEvent("no secret fits the signature")


def expects_live() -> bool:
    return conf.secret_key().startswith(("sk_live_", "rk_live_"))
