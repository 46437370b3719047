"""SQLite: our tokens in an FTS5 table beside the index, which splits them at spaces alone."""

import json
import re
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, Value

from search.analysis.terms import MARK
from search.models import IndexedRecord

TABLE = "sixdegree_search_words"
LAYERS = ("marks", "head", "lead", "story")
FOREMOST = "{marks head} : "
# FTS5 folds capitals and splits at what is no letter, digit or sign: a code must be asked for as it stands.
_FOLDED = re.compile(r"[^a-z0-9#/_.-]")


class Matches(Func):
    output_field = BooleanField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **extra_context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s))",
            arg_joiner=f" IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH (",  # noqa: S608
        )


def phrase(tokens: Sequence[str]) -> str:
    return _quoted(" ".join(map(_kept, tokens)))


def beginning(token: str) -> str:
    return f"{_quoted(token)} *"


def both(parts: Sequence[str]) -> str:
    return "(" + " AND ".join(parts) + ")"


def either(parts: Sequence[str]) -> str:
    return "(" + " OR ".join(parts) + ")"


def by_index() -> AbstractContextManager[None]:
    """It has no other way."""
    return nullcontext()


def matches(query: str, foremost: bool) -> Matches:
    return Matches(F("record"), Value(f"{FOREMOST}({query})" if foremost else query))


def alone() -> AbstractContextManager[None]:
    """By `transaction_mode` IMMEDIATE; without it a write fails whose read somebody else has overtaken."""
    return transaction.atomic()


def write(rows: Sequence[IndexedRecord]) -> None:
    _delete([row.record for row in rows])
    columns = ", ".join(("rowid", *LAYERS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} ({columns}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608  our own names
            [(row.record, *held(row)) for row in rows],
        )


def held(row: IndexedRecord) -> list[str]:
    """What the table has of a row, by layer."""
    words = [getattr(row, layer) for layer in LAYERS[1:]]
    return [f" {' '.join(map(_kept, row.marks.split()))} ", *words]


def forget(keys: Sequence[int]) -> None:
    """With their words: FTS5 only notes a deletion until its segments are merged."""
    _delete(keys)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608  our own name


def _delete(keys: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key in keys])  # noqa: S608


def written(records: Collection[int] | None = None) -> set[int]:
    sql = f"SELECT rowid FROM {TABLE}"  # noqa: S608  our own name
    with connection.cursor() as cursor:
        if records is None:
            cursor.execute(sql)
        else:
            among = " WHERE rowid IN (SELECT value FROM json_each(%s))"
            cursor.execute(sql + among, [json.dumps([*records])])
        return {key for (key,) in cursor.fetchall()}


def whole(rows: Sequence[IndexedRecord]) -> set[int]:
    columns = ", ".join(LAYERS)
    keys = json.dumps([row.record for row in rows])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, {columns} FROM {TABLE} WHERE rowid IN (SELECT value FROM json_each(%s))",  # noqa: S608  our own names
            [keys],
        )
        found = {key: list(layers) for key, *layers in cursor.fetchall()}
    return {row.record for row in rows if found.get(row.record) == held(row)}


def _kept(token: str) -> str:
    """A mark in signs that FTS5 leaves as they are, two different ones as different; a word as it is."""
    if not token.startswith(MARK):
        return token
    return _FOLDED.sub(lambda sign: f"^{ord(sign.group()):x}^", token)


def _quoted(text: str) -> str:
    escaped = text.replace('"', '""')
    return f'"{escaped}"'
