"""Statements that the ORM puts together once and that are asked with other values each time.

For a list that many ask for, the ORM takes several times longer to write its SQL than the database to answer.
`docs/decisions/statements-made-once.md`.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import orjson
import psycopg
from django.db import connections
from django.db.models import BooleanField, F, Func, JSONField, QuerySet, Subquery, Value
from django.db.models.expressions import Col

from payments import conf


class _Given:
    """Stands in the parameters where what a call gives belongs: its values, or the one of this name."""

    def __init__(self, name: str = "") -> None:
        self.name = name


def given(name: str) -> Value:
    """The text or key that a call of the `Statement` gives by this name: `filter(slug=given("slug"))`."""
    return Value(_Given(name))


class Among(Func):
    """Whether a column has one of the values that a call of the `Statement` gives: `Among("pk")`.

    One parameter, however many values: the SQL is always the same.
    """

    output_field = BooleanField()

    def __init__(self, column: str) -> None:
        super().__init__(F(column), Value(_Given()))

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(", **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template, among = "%(expressions)s))", " IN (SELECT value FROM json_each("
        return self.as_sql(compiler, connection, template=template, arg_joiner=among, **extra)


class Statement(threading.local):
    """What a queryset with `values_list` asks, the same at every time but for its `Among` and `given`.

    Made once in each thread: what the ORM makes holds the thread's own connection. The server, too, plans it
    once for each connection, where `SIXDEGREE_PAYMENTS_PREPARED_STATEMENTS` lets it.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Any, Any]]) -> None:
        self._queryset = queryset
        self._made: _Made | None = None
        self._cursor: psycopg.Cursor[Any] | None = None

    def rows(self, among: Iterable[int | str] = (), **named: str | int) -> list[tuple[Any, ...]]:
        """As `values_list` gives them, read whole."""
        made = self._made_here()
        asked = {**named, "": _one_parameter(list(among), made.compiler.connection.vendor)}
        rows = self._read(
            made, [asked[each.name] if isinstance(each, _Given) else each for each in made.parameters]
        )
        return list(map(tuple, made.compiler.apply_converters(rows, made.converters)))

    def _made_here(self) -> "_Made":
        """Anew where this thread has another connection now, as in a task of an event loop: the old one has
        a transaction of its own.
        """
        if self._made is None or self._made.compiler.connection is not connections[self._made.compiler.using]:
            self._made = self._make()
        return self._made

    def _read(self, made: "_Made", parameters: list[Any]) -> list[Any]:
        connection = made.compiler.connection
        # Whoever logs queries is told their text by Django's own cursors alone.
        logged = connection.queries_logged
        if connection.vendor == "postgresql" and conf.prepared_statements() and not logged:
            cursor = self._kept(connection)
            with _plans_kept(cursor.connection):
                cursor.execute(made.sql, parameters)
            return cursor.fetchall()
        with connection.cursor() as cursor:
            cursor.execute(made.sql, parameters)
            return list(cursor.fetchall())

    def _kept(self, connection: Any) -> Any:
        """A cursor by which the server plans once, where Django's own have it plan at each call.

        Kept, for a new one learns anew how each type is written and read, which takes longer than to ask.
        """
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        if self._cursor is None or self._cursor.connection is not connection.connection:
            self._cursor = psycopg.Cursor(connection.connection)
        return connection.make_cursor(self._cursor)

    def _make(self) -> "_Made":
        queryset = self._queryset()
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_rest in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Made(compiler, sql, tuple(parameters), {at: _quick(*each) for at, each in converters.items()})


class _Made(NamedTuple):
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


@contextmanager
def _plans_kept(connection: psycopg.Connection[Any]) -> Iterator[None]:
    """For this call alone: psycopg would remember other queries, too, and what people look for in them."""
    before, connection.prepare_threshold = connection.prepare_threshold, 0
    try:
        yield
    finally:
        connection.prepare_threshold = before


def _one_parameter(values: list[int | str], vendor: str) -> list[int | str] | str:
    """A list of texts is the driver's to write. Keys are written here, as it takes a tenth of its time."""
    if vendor == "sqlite":
        return json.dumps(values)
    if values and all(type(value) is int for value in values):
        return f"{{{','.join(map(str, values))}}}"
    return values


def _quick(convert: list[Callable[..., Any]], column: Any) -> tuple[list[Callable[..., Any]], Any]:
    """A JSON column, read as `JSONField` reads it but in a third of the time."""
    field = column.output_field
    plain = isinstance(column, Col | Subquery) and isinstance(field, JSONField) and field.decoder is None
    return ([_json] if plain else convert), column


def _json(value: Any, *_of: Any) -> Any:
    return None if value is None else orjson.loads(value)
