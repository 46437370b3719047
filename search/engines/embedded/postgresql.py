"""PostgreSQL: our tokens as a tsvector, whose parser and dictionaries are not asked, under a GIN index."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, Func, Value

from search.analysis.layers import APART
from search.models import IndexedRecord

# A label for each layer: marks, head, lead, story.
LABELS = {"head": "A", "lead": "B", "marks": "C", "story": "D"}
FOREMOST = "{a,c}"
ALONE = 0x736561726368  # the advisory lock of those who write the index
LAST_POSITION = 16_383  # PostgreSQL counts no further, and keeps 256 places of one token
LONGEST = 255


class Matches(Func):
    """Two columns of one table, which are no fields: `vector`, and of it what has a label of `FOREMOST`."""

    output_field = BooleanField()
    template = "%(function)s @@ (%(expressions)s)::tsquery"
    arity = 1

    def get_group_by_cols(self) -> list[Any]:
        return []


def phrase(tokens: Sequence[str]) -> str:
    return "(" + " <-> ".join(map(_quoted, tokens)) + ")"


def beginning(token: str) -> str:
    return f"{_quoted(token)}:*"


def both(parts: Sequence[str]) -> str:
    return "(" + " & ".join(parts) + ")"


def either(parts: Sequence[str]) -> str:
    return "(" + " | ".join(parts) + ")"


@contextmanager
def by_index() -> Iterator[None]:
    """The planner thinks reading all rows cheap: what it costs to unpack a vector it does not count.

    Measured at 10,000 records, a word that a third of them have: 124 ms by the index, 415 without.
    """
    within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        if within:
            cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")


def matches(query: str, foremost: bool) -> Matches:
    return Matches(Value(query), function="foremost" if foremost else "vector")


@contextmanager
def alone() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ALONE])
        yield


def write(rows: Sequence[IndexedRecord]) -> None:
    table = connection.ops.quote_name(IndexedRecord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET vector = new.vector, foremost = ts_filter(new.vector, %s)"  # noqa: S608  the model's own name
            " FROM (SELECT %s::tsvector AS vector) new WHERE record = %s",
            [(FOREMOST, vector(row), row.record) for row in rows],
        )


def forget(keys: Sequence[int]) -> None:
    """The vector went with its row."""


def written(records: Collection[int] | None = None) -> set[int]:
    table = connection.ops.quote_name(IndexedRecord._meta.db_table)
    sql = f"SELECT record FROM {table} WHERE vector IS NOT NULL"  # noqa: S608  the model's own name
    with connection.cursor() as cursor:
        if records is None:
            cursor.execute(sql)
        else:
            cursor.execute(f"{sql} AND record = ANY(%s)", [list(records)])
        return {key for (key,) in cursor.fetchall()}


def whole(rows: Sequence[IndexedRecord]) -> set[int]:
    table = connection.ops.quote_name(IndexedRecord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT record FROM unnest(%s::bigint[], %s::tsvector[]) AS new (record, words)"  # noqa: S608  the model's own name
            f" JOIN {table} USING (record) WHERE vector = words AND foremost = ts_filter(words, %s)",
            [[row.record for row in rows], [vector(row) for row in rows], FOREMOST],
        )
        return {key for (key,) in cursor.fetchall()}


def vector(row: IndexedRecord) -> str:
    """The text form of a tsvector: `'fish':3A,17D …`."""
    places: dict[str, list[str]] = {}
    at = 0
    for layer, label in LABELS.items():
        for token in getattr(row, layer).split():
            at += 1
            if token != APART:
                # What comes after the last place that tsvector counts stands there: found, but in no phrase.
                places.setdefault(token, []).append(f"{min(at, LAST_POSITION)}{label}")
    return " ".join(f"{_quoted(token)}:{','.join(found)}" for token, found in places.items())


def _quoted(token: str) -> str:
    escaped = token[:LONGEST].replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
