"""Looking for a word in the whole database, as somebody with a copy of it and of the keys could."""

from django.apps import apps
from django.db import connection

from casepages.fields import EncryptedTextField


def tables_with(word: str) -> set[str]:
    """Names of the tables in which any column of any row holds the word, in whatever case."""
    wanted = word.casefold()
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(wanted in text_of(value).casefold() for row in cursor.fetchall() for value in row):
                found.add(table)
    return found | sealed_tables_with(wanted)


def sealed_tables_with(wanted: str) -> set[str]:
    """The same of what is encrypted, by our own keys."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedTextField) and any(
                wanted in (value or "").casefold()
                for value in model._default_manager.values_list(field.name, flat=True)
            ):
                found.add(model._meta.db_table)
    return found


def text_of(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)
