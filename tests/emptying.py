"""How the database is emptied after a test that committed: at once, with what every app puts back itself.

The first time as Django does it, by a flush and the signal after a migration, which makes content types,
permissions, roles and rules anew. What that left is remembered, and is what every later flush leaves too.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

Flush = Callable[[], None]


def emptied(flush: Flush) -> None:
    """Empties the database; `flush` is Django's own way, used once."""
    (_emptied_sqlite if connection.vendor == "sqlite" else _emptied_postgresql)(flush)


_left_on_sqlite: list[sqlite3.Connection] = []
_left_on_postgresql: dict[str, tuple[list[str], list[Any]]] = {}


def _emptied_sqlite(flush: Flush) -> None:
    """A flush is a DELETE here, which the rules of ours forbid; a copy of the whole replaces them as well."""
    if _left_on_sqlite:
        connection.ensure_connection()
        _left_on_sqlite[0].backup(connection.connection)
        return
    with _lifted_on_sqlite():
        flush()
    _left_on_sqlite.append(sqlite3.connect(":memory:"))
    connection.connection.backup(_left_on_sqlite[0])


def _emptied_postgresql(flush: Flush) -> None:
    """A flush is a TRUNCATE here, which the rules of ours forbid. Only the owner of the tables lifts them."""
    if _left_on_postgresql:
        _put_back()
        return
    with _lifted_on_postgresql():
        flush()
    with connection.cursor() as cursor:
        for table in _tables():
            names, rows = _read(cursor, table)
            if rows:
                _left_on_postgresql[table] = (names, rows)


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _read(cursor: Any, table: str) -> tuple[list[str], list[Any]]:
    """The names of the columns, and the rows in an order of their own."""
    cursor.execute(f"SELECT * FROM {_quoted(table)}")
    return [column.name for column in cursor.description], sorted(cursor.fetchall(), key=repr)


def _put_back() -> None:
    """Only where something changed: a TRUNCATE makes the files of every table and index anew.

    Rows alone: what their triggers would write stands among them already.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        every = _tables()
        # A request of the test that still writes is waited for, as a TRUNCATE does.
        cursor.execute(f"LOCK TABLE {', '.join(map(_quoted, every))} IN SHARE ROW EXCLUSIVE MODE")
        changed = list(_changed(cursor, every))
        for table in changed:
            cursor.execute(f"ALTER TABLE {_quoted(table)} DISABLE TRIGGER USER")
        for table in changed:
            cursor.execute(f"DELETE FROM {_quoted(table)}")
        for table in _left_on_postgresql.keys() & set(changed):
            _insert(cursor, table)
        # No table is altered while its keys wait to be looked at.
        connection.check_constraints()
        for table in changed:
            cursor.execute(f"ALTER TABLE {_quoted(table)} ENABLE TRIGGER USER")


def _changed(cursor: Any, tables: list[str]) -> Iterator[str]:
    for table, (_names, rows) in _left_on_postgresql.items():
        if _read(cursor, table)[1] != rows:
            yield table
    others = [table for table in tables if table not in _left_on_postgresql]
    cursor.execute(
        " UNION ALL ".join(f"SELECT %s WHERE EXISTS (SELECT FROM {_quoted(table)})" for table in others),
        others,
    )
    yield from [table for (table,) in cursor.fetchall()]


def _insert(cursor: Any, table: str) -> None:
    names, rows = _left_on_postgresql[table]
    columns, row = ", ".join(map(_quoted, names)), f"({', '.join(['%s'] * len(names))})"
    cursor.execute(
        f"INSERT INTO {_quoted(table)} ({columns}) VALUES {', '.join([row] * len(rows))}",
        [value for values in rows for value in values],
    )


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


@contextmanager
def _lifted_on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%not_emptied'"
            " AND tgenabled <> 'D'"
        )
        triggers = cursor.fetchall()
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        for table, name in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")


@contextmanager
def _lifted_on_sqlite() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql in cursor.fetchall() if name.startswith("sixdegree")]
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        back_already = {name for (name,) in cursor.fetchall()}
        for name, sql in triggers:
            if name not in back_already:
                cursor.execute(sql)
