"""Refunds at the provider."""

from dataclasses import dataclass
from datetime import datetime

import stripe

from payments.currencies import currency as currency_of
from payments.gateway.balance import Settlement, settlement
from payments.gateway.client import asked, client, moment, money, name_of

EXPAND = ["balance_transaction", "failure_balance_transaction", "payment_intent"]


@dataclass(frozen=True, slots=True)
class Refund:
    """`status`: pending, requires_action, succeeded, failed or canceled. `donation` and `refund` are the ids
    of ours that the provider was given; a refund made in its own dashboard names no `refund`.
    """

    id: str
    status: str
    amount: int
    currency: str
    charge: str | None
    intent: str | None
    donation: str | None
    refund: str | None
    failure: str
    created: datetime
    settlement: Settlement | None
    failure_settlement: Settlement | None


def create_refund(charge: str, amount: int, currency: str, refund: str) -> Refund:
    """Asks for the refund, or returns the one this id of ours created before."""
    return asked(
        lambda: client().v1.refunds.create(
            params={
                "charge": charge,
                "amount": currency_of(currency).to_provider(amount),
                "metadata": {"refund": refund},
                "expand": EXPAND,
            },
            options={"idempotency_key": f"refund-{refund}"},
        ),
        read_refund,
    )


def retrieve_refund(refund_id: str) -> Refund:
    return asked(lambda: client().v1.refunds.retrieve(refund_id, params={"expand": EXPAND}), read_refund)


def refunds_of(charge: str) -> list[Refund]:
    """All that were made of a charge, oldest first."""
    listed = asked(
        lambda: list(
            client()
            .v1.refunds.list(
                params={"charge": charge, "limit": 100, "expand": [f"data.{name}" for name in EXPAND]}
            )
            .auto_paging_iter()
        ),
        lambda listed: [read_refund(raw) for raw in listed],
    )
    return listed[::-1]


def read_refund(raw: stripe.Refund) -> Refund:
    amount, code = money(raw.amount, raw.currency)
    intent = raw.payment_intent
    return Refund(
        id=raw.id,
        status=raw.status or "pending",
        amount=amount,
        currency=code,
        charge=name_of(raw.charge),
        intent=name_of(intent),
        donation=donation_of(intent),
        refund=raw.metadata.to_dict().get("refund") if raw.metadata else None,
        failure=getattr(raw, "failure_reason", None) or "",
        created=moment(raw.created),
        settlement=settlement(raw.balance_transaction),
        failure_settlement=settlement(getattr(raw, "failure_balance_transaction", None)),
    )


def donation_of(intent: object) -> str | None:
    """The donation that an expanded payment intent names."""
    if not isinstance(intent, stripe.PaymentIntent) or not intent.metadata:
        return None
    return intent.metadata.to_dict().get("donation")
