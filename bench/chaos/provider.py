"""The provider's side: what goes wrong there on demand, and its books, read from its own store.

Nothing of `payments` is imported: what is compared with the ledger must not be computed by its code.
"""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests


def control(provider: str, name: str, **given: Any) -> Any:
    answer = requests.post(f"{provider}/_sandbox/{name}", json=given, timeout=60)
    answer.raise_for_status()
    return answer.json()


@dataclass
class Charge:
    id: str
    donation: str
    amount: int
    currency: str


@dataclass
class Records:
    """All that moved at the provider. `charges` are those that took money."""

    charges: list[Charge] = field(default_factory=list)
    declines: int = 0
    gross: Counter[str] = field(default_factory=Counter)
    fees: Counter[str] = field(default_factory=Counter)
    net: Counter[str] = field(default_factory=Counter)
    open_sessions: int = 0
    events: list[str] = field(default_factory=list)
    dropped: int = 0
    doubled: int = 0
    retried: int = 0
    undelivered: int = 0

    @property
    def paid(self) -> dict[str, list[Charge]]:
        """By donation."""
        found: dict[str, list[Charge]] = {}
        for charge in self.charges:
            found.setdefault(charge.donation, []).append(charge)
        return found


def records(store: Path) -> Records:
    """The provider must have ended: it holds its store alone."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        found = Records()
        objects = connection.execute("SELECT kind, body FROM object ORDER BY seq")
        for kind, body in objects:
            take(found, kind, json.loads(body))
        deliveries(found, connection)
    connection.close()
    return found


def take(found: Records, kind: str, body: dict[str, Any]) -> None:
    if kind == "charge" and body["paid"] and body["status"] == "succeeded":
        found.charges.append(
            Charge(
                body["id"],
                body["metadata"].get("donation", ""),
                body["amount_captured"],
                body["currency"].upper(),
            )
        )
    elif kind == "charge":
        found.declines += 1
    elif kind == "balance_transaction":
        currency = body["currency"].upper()
        found.gross[currency] += body["amount"]
        found.fees[currency] += body["fee"]
        found.net[currency] += body["net"]
    elif kind == "checkout.session" and body["status"] == "open":
        found.open_sessions += 1
    elif kind == "event":
        found.events.append(body["id"])


def deliveries(found: Records, connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT event, state, attempts FROM delivery").fetchall()
    arrived = Counter(event for event, state, _attempts in rows if state == "delivered")
    found.doubled = sum(1 for times in arrived.values() if times > 1)
    found.dropped = sum(1 for _event, state, _attempts in rows if state == "dropped")
    found.retried = sum(1 for _event, _state, attempts in rows if attempts)
    found.undelivered = sum(1 for _event, state, _attempts in rows if state in ("pending", "failed"))
