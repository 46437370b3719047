"""The provider's own store: one SQLite file, one connection, one transaction at a time."""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS object (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS object_newest_first ON object (kind, created DESC, seq DESC);
CREATE INDEX IF NOT EXISTS open_session ON object (json_extract(body, '$.expires_at'))
    WHERE kind = 'checkout.session' AND json_extract(body, '$.status') = 'open';
CREATE TABLE IF NOT EXISTS attachment (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (owner, name)
);
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL,
    parameters TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    request_id TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL REFERENCES object (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dropped', 'failed')),
    due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS delivery_due ON delivery (state, due_at);
"""


class StoreInUseError(Exception):
    """Another process holds this store."""


class Store:
    """Stripe objects as JSON under their id, attachments that are no part of an object, and plain tables.

    `kind` is the object's own `object` member. Everything runs under one lock: a transaction sees no other.
    """

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(path, timeout=0.2, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        try:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_SCHEMA)
        except sqlite3.OperationalError as error:
            self._connection.close()
            if "locked" in str(error):
                raise StoreInUseError(str(path)) from error
            raise

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            if self._depth:
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            else:
                self._connection.execute("COMMIT")
            finally:
                self._depth -= 1

    def rows(self, statement: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def save(self, body: Json) -> Json:
        """Insert the object, or replace the one of the same id; it keeps the place in lists it first had."""
        self.rows(
            "INSERT INTO object (id, kind, created, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (body["id"], body["object"], body["created"], json.dumps(body)),
        )
        return body

    def get(self, identifier: str, kind: str | None = None) -> Json | None:
        rows = self.rows(
            "SELECT body FROM object WHERE id = :id AND (:kind IS NULL OR kind = :kind)",
            {"id": identifier, "kind": kind},
        )
        return json.loads(rows[0]["body"]) if rows else None

    def having(self, kind: str, field: str, value: str) -> list[Json]:
        """All objects of a kind whose member `field` is `value`, newest first."""
        rows = self.rows(
            "SELECT body FROM object WHERE kind = ? AND json_extract(body, '$.' || ?) = ?"
            " ORDER BY created DESC, seq DESC",
            (kind, field, value),
        )
        return [json.loads(row["body"]) for row in rows]

    def attach(self, owner: str, name: str, body: Any) -> None:
        self.rows(
            "INSERT OR REPLACE INTO attachment (owner, name, body) VALUES (?, ?, ?)",
            (owner, name, json.dumps(body)),
        )

    def attachment(self, owner: str, name: str) -> Any:
        rows = self.rows("SELECT body FROM attachment WHERE owner = ? AND name = ?", (owner, name))
        return json.loads(rows[0]["body"]) if rows else None
