"""The guard's triggers on SQLite.

Django remakes a table to alter it and loses its triggers on the way, and a trigger naming another app's
table makes that table's remake fail. So all are dropped before migrations run and installed after them.
"""

from typing import Any

import swapper
from django.db import connections

from review.guard import four_eyes

SENTENCE = "a live page of this type needs a signed and released record"


def drop(sender: Any, using: str, **kwargs: Any) -> None:
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for name in triggers():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def install(using: str) -> None:
    if connections[using].vendor == "sqlite":
        with connections[using].cursor() as cursor:
            for name, sql in triggers().items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(sql)


LIVE = {
    "sixdegree_review_live_insert": "INSERT",
    "sixdegree_review_live_update": "UPDATE OF live, content_type_id",
}


def triggers() -> dict[str, str]:
    """Every trigger by name, as SQL."""
    live = {name: _live(name, when) for name, when in LIVE.items()}
    return {**live, four_eyes.NAME: four_eyes.sqlite(), **_kept()}


def _live(name: str, when: str) -> str:
    page = swapper.load_model("wagtailcore", "Page")._meta.db_table
    # The names are ours; what a visitor sends reaches no part of it.
    return f"""
        CREATE TRIGGER {name} AFTER {when} ON {page}
        WHEN NEW.live
            AND EXISTS (
                SELECT 1 FROM sixdegree_review_guardedtype WHERE content_type_id = NEW.content_type_id
            )
            AND NOT EXISTS (
                SELECT 1 FROM sixdegree_review_releasedpage released
                JOIN sixdegree_publication_publicrecord record
                    ON record.kind = released.kind AND record.subject = released.subject
                    AND record.locale = released.locale
                WHERE released.page_id = NEW.id
            )
        BEGIN
            SELECT RAISE(ABORT, '{SENTENCE}');
        END
    """  # noqa: S608


def _kept() -> dict[str, str]:
    page = swapper.load_model("wagtailcore", "Page")._meta.db_table
    types = "sixdegree_review_guardedtype"
    left = (
        f"EXISTS (SELECT 1 FROM {types} WHERE content_type_id = OLD.content_type_id)"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM {types} WHERE content_type_id = NEW.content_type_id)"
    )
    changed = "OLD.content_type_id IS NOT NEW.content_type_id OR OLD.kind IS NOT NEW.kind"
    rules = {
        "sixdegree_review_type_kept": ("DELETE", types, "1"),
        "sixdegree_review_type_same": ("UPDATE", types, changed),
        "sixdegree_review_page_type": ("UPDATE OF content_type_id", page, left),
    }
    return {
        name: f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} "
        "BEGIN SELECT RAISE(ABORT, 'a guarded page type stays guarded, and its pages of it'); END"
        for name, (event, table, when) in rules.items()
    }
