"""Payouts from the provider to the bank."""

from dataclasses import dataclass
from datetime import date, datetime

import stripe

from payments.gateway.balance import Settlement, settlement
from payments.gateway.client import asked, client, moment, money

EXPAND = ["balance_transaction", "failure_balance_transaction"]


@dataclass(frozen=True, slots=True)
class Payout:
    """`status`: pending, in_transit, paid, failed or canceled."""

    id: str
    status: str
    amount: int
    currency: str
    arrival_date: date
    failure: str
    created: datetime
    settlement: Settlement | None
    failure_settlement: Settlement | None


def retrieve_payout(payout_id: str) -> Payout:
    return asked(lambda: client().v1.payouts.retrieve(payout_id, params={"expand": EXPAND}), read_payout)


def read_payout(raw: stripe.Payout) -> Payout:
    amount, code = money(raw.amount, raw.currency)
    return Payout(
        id=raw.id,
        status=raw.status,
        amount=amount,
        currency=code,
        arrival_date=moment(raw.arrival_date).date(),
        failure=raw.failure_code or "",
        created=moment(raw.created),
        settlement=settlement(raw.balance_transaction),
        failure_settlement=settlement(raw.failure_balance_transaction),
    )
