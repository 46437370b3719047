"""How a rule of SQLite's is written."""

from django.apps import apps

PREFIX = "sixdegree_publication_"


def changed(table: str, besides: tuple[str, ...]) -> str:
    return differs(*columns(table, besides))


def columns(table: str, besides: tuple[str, ...]) -> list[str]:
    fields = apps.get_model("sixdegree_publication", table)._meta.local_fields
    return [field.column for field in fields if field.column not in besides]


def differs(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)


def forbid(name: str, table: str, event: str, when: str, sentence: str) -> dict[str, str]:
    sql = (
        f"CREATE TRIGGER {PREFIX}{name} BEFORE {event} ON {PREFIX}{table} FOR EACH ROW WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )
    return {PREFIX + name: sql}


def after(name: str, table: str, body: str, event: str = "INSERT") -> dict[str, str]:
    sql = f"CREATE TRIGGER {PREFIX}{name} AFTER {event} ON {PREFIX}{table} FOR EACH ROW BEGIN {body} END"
    return {PREFIX + name: sql}
