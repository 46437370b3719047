"""Delivers queued events to the one endpoint, retrying with back-off; what is queued outlives the process."""

import http.client
import json
import logging
import sqlite3
import threading
import time
from dataclasses import dataclass

from payments.sandbox.store import Json, Store
from payments.sandbox.webhooks.endpoint import Endpoint
from payments.sandbox.webhooks.faults import Faults

log = logging.getLogger(__name__)

LONGEST_RETRY = 300.0
LONGEST_STOP = 2.0
GIVES_UP_AFTER = 3 * 24 * 60 * 60.0


@dataclass(frozen=True)
class Tally:
    delivered: int
    failed: int


class Sender:
    def __init__(self, store: Store, endpoint: Endpoint | None, faults: Faults, first_retry: float) -> None:
        """`first_retry`: seconds to the second attempt; each further one waits twice as long, to a limit."""
        self._store = store
        self._endpoint = endpoint
        self._faults = faults
        self._first_retry = first_retry
        self._sending = threading.Lock()
        self._wake = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        if self._endpoint:
            self._thread.start()

    def stop(self) -> None:
        """Stop sending; what an endpoint is still busy with stays queued for the next start."""
        self._stopped.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(LONGEST_STOP)

    def queue(self, event: Json) -> None:
        """Queue an event inside the transaction that made it; nothing is sent before that commits."""
        if not self._endpoint:
            return
        dropped = self._faults.drops()
        for _ in range(1 if dropped else 1 + self._faults.duplicate):
            self._store.rows(
                "INSERT INTO delivery (event, state, due_at) VALUES (?, ?, ?)",
                (event["id"], "dropped" if dropped else "pending", time.time() + self._faults.delay),
            )
        self._wake.set()

    def pending(self) -> list[Json]:
        rows = self._store.rows(
            "SELECT delivery.id, event, json_extract(body, '$.type') AS type, attempts, due_at, last_error"
            " FROM delivery JOIN object ON object.id = event WHERE state = 'pending' ORDER BY delivery.id"
        )
        return [dict(row) for row in rows]

    def deliver(self, *, everything: bool = False) -> Tally:
        """Send what is due until nothing is; with `everything` also, once, what still waits for its time."""
        delivered = failed = 0
        with self._sending:
            batch = self._due(everything)
            while batch and not self._stopped.is_set():
                outcomes = [self._attempt(row) for row in batch]
                delivered += outcomes.count(True)
                failed += outcomes.count(False)
                batch = self._due(everything=False)
        return Tally(delivered, failed)

    def _due(self, everything: bool) -> list[sqlite3.Row]:
        rows = self._store.rows(
            "SELECT delivery.id, event, due_at, attempts, body, object.seq FROM delivery"
            " JOIN object ON object.id = event"
            " WHERE state = 'pending' AND (:everything OR due_at <= :now) ORDER BY delivery.id",
            {"everything": everything, "now": time.time()},
        )
        return self._faults.ordered(rows)

    def _attempt(self, row: sqlite3.Row) -> bool:
        event = json.loads(row["body"]) | {"pending_webhooks": 1}
        error = self._post(json.dumps(event, indent=2).encode())
        if error:
            self._postpone(row, error)
        else:
            self._store.rows("UPDATE delivery SET state = 'delivered' WHERE id = ?", (row["id"],))
        return not error

    def _post(self, payload: bytes) -> str:
        assert self._endpoint  # noqa: S101
        try:
            status = self._endpoint.post(payload)
        except (OSError, http.client.HTTPException) as error:
            return f"{type(error).__name__}: {error}"
        return "" if 200 <= status < 300 else f"The endpoint answered {status}."

    def _postpone(self, row: sqlite3.Row, error: str) -> None:
        log.warning("webhook %s not delivered (attempt %d): %s", row["event"], row["attempts"] + 1, error)
        wait = min(self._first_retry * 2 ** row["attempts"], LONGEST_RETRY)
        spent = row["attempts"] * LONGEST_RETRY > GIVES_UP_AFTER
        self._store.rows(
            "UPDATE delivery SET state = ?, attempts = attempts + 1, due_at = ?, last_error = ? WHERE id = ?",
            ("failed" if spent else "pending", time.time() + wait, error, row["id"]),
        )

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._wake.clear()
            self.deliver()
            self._wake.wait(self._until_next())

    def _until_next(self) -> float | None:
        row = self._store.rows("SELECT min(due_at) AS due_at FROM delivery WHERE state = 'pending'")[0]
        return None if row["due_at"] is None else max(0.0, row["due_at"] - time.time())
