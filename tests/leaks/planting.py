"""A marker in every private field of every row, put there behind the rules, as nobody else could."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from casepages.fields import EncryptedTextField


def marker(field: models.Field, model: type[models.Model]) -> str:
    """Ten letters nobody writes by chance, the same for the same field in every run."""
    name = f"{model._meta.label}.{field.name}"
    return "zq" + hashlib.sha256(name.encode()).hexdigest()[:10].translate(
        str.maketrans("0123456789", "ghjklmnprs")
    )


@contextmanager
def past_every_trigger() -> Iterator[None]:
    """As the owner of the database: rows are written that the rules would refuse."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def plant(model: type[models.Model], field: models.Field, rows: models.QuerySet) -> str:
    """Write the field's marker into the rows and return it; beside what stood there, so that all goes on."""
    word = marker(field, model)
    for row in rows:
        planted = _with(word, getattr(row, field.attname), field)
        setattr(row, field.attname, planted)
        rows.model._base_manager.filter(pk=row.pk).update(**{field.name: planted})
        if field.unique:
            break
    return word


def stands_in_the_database(model: type[models.Model], field: models.Field, word: str) -> bool:
    """Of an encrypted field its sealed text does not hold the word, and what is unsealed does."""
    raw = _raw(model, field, word)
    if not isinstance(field, EncryptedTextField):
        return raw
    unsealed = model._base_manager.values_list(field.name, flat=True)
    return not raw and any(word in (text or "") for text in unsealed)


def _raw(model: type[models.Model], field: models.Field, word: str) -> bool:
    column = connection.ops.quote_name(field.column)
    if isinstance(field, models.BinaryField):
        column = f"encode({column}, 'escape')"
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column}::text LIKE %s", [f"%{word}%"])
        return bool(cursor.fetchone()[0])


def _with(word: str, value: Any, field: models.Field) -> Any:
    if isinstance(field, models.BinaryField):
        return bytes(value or b"") + word.encode()
    if isinstance(field, models.JSONField):
        return _in_json(word, value)
    room = (field.max_length or 10_000) - len(word) - 1
    return f"{str(value or '')[: max(room, 0)]} {word}".strip()[: field.max_length]


def _in_json(word: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {**value, "planted": word}
    if isinstance(value, list):
        return [*value, word]
    return json.loads(json.dumps(word))


def first_row(model: type[models.Model]) -> None:
    """A row in an empty table, of whatever fits each column; what it points at is any row there is."""
    if model._base_manager.exists():
        return
    row = model()
    for field in model._meta.concrete_fields:
        filled = field.null or field.has_default() or field.db_default is not models.NOT_PROVIDED
        if not filled and not isinstance(field, models.AutoField):
            setattr(row, field.attname, _anything(field))
    row.save_base(raw=True, force_insert=True)


def _anything(field: models.Field) -> Any:
    if field.is_relation:
        return field.related_model._base_manager.values_list("pk", flat=True).first() or 1
    if field.choices:
        return "" if field.blank else next(iter(dict(field.flatchoices)))
    for kind, value in ANYTHING:
        if isinstance(field, kind):
            return value() if callable(value) else value
    raise TypeError(f"What fits {field}? Say so in planting.ANYTHING.")


ANYTHING = [
    (models.BooleanField, False),
    (models.DateTimeField, timezone.now),
    (models.DateField, timezone.localdate),
    (models.IntegerField, 1),
    (models.UUIDField, uuid.uuid4),
    (models.JSONField, dict),
    (models.BinaryField, b"x"),
    ((models.CharField, models.TextField, models.FileField), "x"),
]
