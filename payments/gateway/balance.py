"""Balance transactions: every movement of what the provider holds for us."""

from dataclasses import dataclass
from datetime import datetime

import stripe
from stripe.params._balance_transaction_list_params import BalanceTransactionListParamsCreated as Created

from payments.gateway.client import asked, client, moment, money, name_of


@dataclass(frozen=True, slots=True)
class Settlement:
    """One movement: `gross` = `net` + `fee`, in the currency the account settles in, negative going out.

    `kind` is the provider's reporting category, `source` the id of the charge, refund, dispute or payout.
    """

    id: str
    gross: int
    fee: int
    net: int
    currency: str
    created: datetime | None = None
    kind: str = ""
    source: str | None = None


def settlement(raw: object) -> Settlement | None:
    """None while the provider has not booked it."""
    return movement(raw) if isinstance(raw, stripe.BalanceTransaction) else None


def movement(raw: stripe.BalanceTransaction) -> Settlement:
    gross, code = money(raw.amount, raw.currency)
    return Settlement(
        id=raw.id,
        gross=gross,
        fee=money(raw.fee, raw.currency)[0],
        net=money(raw.net, raw.currency)[0],
        currency=code,
        created=moment(raw.created),
        kind=raw.reporting_category,
        source=name_of(raw.source),
    )


def retrieve_movement(movement_id: str) -> Settlement:
    return asked(lambda: client().v1.balance_transactions.retrieve(movement_id), movement)


def movements(since: datetime, until: datetime) -> list[Settlement]:
    """All of a window of the provider's clock, newest first. Raises GatewayError, Unreadable."""
    created: Created = {"gte": int(since.timestamp()), "lt": int(until.timestamp())}
    return asked(
        lambda: list(
            client()
            .v1.balance_transactions.list(params={"created": created, "limit": 100})
            .auto_paging_iter()
        ),
        lambda listed: [movement(raw) for raw in listed],
    )
