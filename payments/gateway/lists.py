"""Everything the provider made in a window of its own clock, page by page: what reconciliation looks at.

Each function yields plain data of ours, newest first; an object that cannot be counted comes as the
Unreadable that reading it raised, so that one of them hides none of the others. All raise GatewayError.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import stripe

from payments.gateway import disputes, payouts, refunds, sessions, subscriptions
from payments.gateway.balance import Settlement, movement
from payments.gateway.client import Unreadable, answer, asked, client, moment, money, name_of, understood

Plain = TypeVar("Plain")
PAGE = 100


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge on its own. `took`: whether it took money, and did not fail."""

    id: str
    intent: str | None
    donation: str | None
    amount: int
    currency: str
    created: datetime
    took: bool


@dataclass(frozen=True, slots=True)
class Intent:
    """`charge` is the id of its last one."""

    id: str
    donation: str | None
    status: str
    charge: str | None


def sessions_made(since: datetime, until: datetime) -> Iterator[sessions.CheckoutSession | Unreadable]:
    return listed(client().v1.checkout.sessions.list, sessions.EXPAND, sessions.session, since, until)


def subscriptions_made(since: datetime, until: datetime) -> Iterator[subscriptions.Subscription | Unreadable]:
    return listed(
        client().v1.subscriptions.list, [], subscriptions.read_subscription, since, until, status="all"
    )


def invoices_made(since: datetime, until: datetime) -> Iterator[subscriptions.Invoice | Unreadable]:
    """Without their payments."""
    return listed(client().v1.invoices.list, [], subscriptions.read_invoice, since, until)


def intents_made(since: datetime, until: datetime) -> Iterator[Intent | Unreadable]:
    return listed(client().v1.payment_intents.list, [], intent, since, until)


def charges_made(since: datetime, until: datetime) -> Iterator[Charge | Unreadable]:
    return listed(client().v1.charges.list, [], charge, since, until)


def refunds_made(since: datetime, until: datetime) -> Iterator[refunds.Refund | Unreadable]:
    return listed(client().v1.refunds.list, refunds.EXPAND, refunds.read_refund, since, until)


def disputes_made(since: datetime, until: datetime) -> Iterator[disputes.Dispute | Unreadable]:
    return listed(client().v1.disputes.list, disputes.EXPAND, disputes.read_dispute, since, until)


def payouts_made(since: datetime, until: datetime) -> Iterator[payouts.Payout | Unreadable]:
    return listed(client().v1.payouts.list, payouts.EXPAND, payouts.read_payout, since, until)


def movements_made(since: datetime, until: datetime) -> Iterator[Settlement | Unreadable]:
    return listed(client().v1.balance_transactions.list, [], movement, since, until)


def listed(
    ask: Callable[..., Any],
    expand: list[str],
    read: Callable[[Any], Plain],
    since: datetime,
    until: datetime,
    **only: str,
) -> Iterator[Plain | Unreadable]:
    """`since` belongs to the window, `until` does not; the provider counts whole seconds."""
    params = {
        "created": {"gte": int(since.timestamp()), "lt": int(until.timestamp())},
        "limit": PAGE,
        "expand": [f"data.{name}" for name in expand],
        **only,
    }
    page = answer(lambda: ask(params=params))
    while page.data:
        for raw in page.data:
            try:
                yield understood(raw, read)
            except Unreadable as unreadable:
                yield unreadable
        if not page.has_more:
            return
        following = params | {"starting_after": page.data[-1].id}
        page = answer(lambda following=following: ask(params=following))  # type: ignore[misc]


def charge(raw: stripe.Charge) -> Charge:
    amount, code = money(raw.amount_captured, raw.currency)
    return Charge(
        id=raw.id,
        intent=name_of(raw.payment_intent),
        donation=donation_named(raw),
        amount=amount,
        currency=code,
        created=moment(raw.created),
        took=raw.paid and raw.captured,
    )


def retrieve_charge(charge_id: str) -> Charge:
    return asked(lambda: client().v1.charges.retrieve(charge_id), charge)


def intent(raw: stripe.PaymentIntent) -> Intent:
    return Intent(
        id=raw.id, donation=donation_named(raw), status=raw.status, charge=name_of(raw.latest_charge)
    )


def donation_named(raw: stripe.Charge | stripe.PaymentIntent) -> str | None:
    return raw.metadata.to_dict().get("donation") if raw.metadata else None


def retrieve_balance() -> dict[str, int]:
    """All that the provider holds for us, available or not yet, by currency."""
    return asked(client().v1.balance.retrieve, balance)


def balance(raw: stripe.Balance) -> dict[str, int]:
    held: dict[str, int] = {}
    parts: list[Any] = [*raw.available, *raw.pending]
    for part in parts:
        amount, code = money(part.amount, part.currency)
        held[code] = held.get(code, 0) + amount
    return held
