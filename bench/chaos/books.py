"""Our side: the database as it stands, read by SQL alone."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import psycopg


@dataclass
class Donation:
    id: str
    state: str
    charged: int
    currency: str
    charge: str | None


@dataclass
class Books:
    """Amounts in minor units; `accounts` by (account, currency); `repaired` by each reconciliation in turn,
    the worker's own among them.
    """

    goal: int
    received: int
    reserved: int
    donations: list[Donation]
    accounts: Counter[tuple[str, str]]
    unbalanced: list[tuple[int, str, int]]
    receipts: int
    events: list[str]
    quarantined: int
    repaired: list[int]


def books(database: str, campaign: str) -> Books:
    with psycopg.connect(database) as connection:

        def rows(statement: str, *values: object) -> list[tuple[Any, ...]]:
            return connection.execute(statement, values).fetchall()

        [figures] = rows(
            "SELECT goal, received, reserved FROM sixdegree_payments_campaign WHERE ref = %s", campaign
        )
        donations = rows(
            "SELECT id, state, amount + fee_cover, currency, charge FROM sixdegree_payments_donation"
        )
        sums = rows("SELECT account, currency, sum(amount) FROM sixdegree_payments_ledgerentry GROUP BY 1, 2")
        unbalanced = rows(
            "SELECT transaction_id, currency, sum(amount) FROM sixdegree_payments_ledgerentry"
            " GROUP BY 1, 2 HAVING sum(amount) <> 0"
        )
        events = rows("SELECT event_id, quarantined_at FROM sixdegree_payments_providerevent ORDER BY id")
        runs = rows("SELECT repaired FROM sixdegree_payments_reconciliation ORDER BY id")
        return Books(
            *figures,
            donations=[Donation(*row) for row in donations],
            accounts=Counter({(account, currency): int(total) for account, currency, total in sums}),
            unbalanced=[(number, currency, int(total)) for number, currency, total in unbalanced],
            receipts=len(rows("SELECT id FROM sixdegree_payments_receipt")),
            events=[event for event, _quarantined_at in events],
            quarantined=sum(1 for _event, quarantined_at in events if quarantined_at),
            repaired=[repaired for (repaired,) in runs],
        )
