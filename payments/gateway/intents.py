"""Payments: an intent and the charge that it ended in."""

from dataclasses import dataclass
from datetime import datetime

import stripe

from payments.gateway.balance import Settlement, settlement
from payments.gateway.client import moment, money


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


def payment(intent: stripe.PaymentIntent) -> Payment | None:
    charge = intent.latest_charge
    if not isinstance(charge, stripe.Charge):
        return None
    amount, code = money(charge.amount_captured, charge.currency)
    return Payment(
        intent=intent.id,
        charge=charge.id,
        donation=intent.metadata.to_dict().get("donation") if intent.metadata else None,
        amount=amount,
        currency=code,
        created=moment(charge.created),
        captured=charge.paid and charge.captured,
        settlement=settlement(charge.balance_transaction),
    )
