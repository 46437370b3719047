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
    return {**live, four_eyes.NAME: four_eyes.sqlite()}


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
