"""SQLite's rules in one list, put in and taken out; and which rules a database lacks."""

import hashlib
import json
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from payments import search_path
from publication import derived
from publication.triggers.candidates import candidates
from publication.triggers.effects import effects
from publication.triggers.erasure import erasure
from publication.triggers.kept import kept
from publication.triggers.media import media
from publication.triggers.open_data import open_data
from publication.triggers.places import places
from publication.triggers.postgresql import POSTGRESQL_CONSTRAINTS, POSTGRESQL_TRIGGERS
from publication.triggers.recalls import recalls
from publication.triggers.records import of_one_subject, records
from publication.triggers.signatures import signatures
from publication.triggers.writing import PREFIX

CLOSURES = "sixdegree_payments_campaignclosure"
CAMPAIGNS = "sixdegree_payments_campaign"


def sha256(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def frame(content: bytes | None) -> str | None:
    return None if content is None else json.dumps(derived.frame(json.loads(content)), sort_keys=True)


def triggers() -> dict[str, str]:
    """Every trigger of SQLite's by name, as SQL."""
    return {
        **kept(),
        **candidates(),
        **signatures(),
        **places(),
        **media(),
        **records(),
        **erasure(),
        **of_one_subject(),
        **recalls(),
        **open_data(),
        **effects(),
    }


def drop(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in triggers():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def install(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    own = {PREFIX + name for name in ("publicrecord", "recall", "placeledgerentry", "opendatatable")}
    needed = own | {CLOSURES, CAMPAIGNS}
    if not needed <= tables:
        return
    drop(using)
    with connection.cursor() as cursor:
        for sql in triggers().values():
            cursor.execute(sql)


def register_sha256(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """On `connection_created`: SQLite has no SHA-256, so a connection without ours cannot write records.

    Nor does it compare what two texts say besides words.
    """
    if connection.vendor == "sqlite":
        connection.connection.create_function("sixdegree_sha256", 1, sha256, deterministic=True)
        connection.connection.create_function("sixdegree_frame", 1, frame, deterministic=True)


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the rules that should stand in this database and do not, or are switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return set(triggers()) - {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
            " UNION SELECT conname FROM pg_constraint WHERE convalidated"
        )
        gone = (POSTGRESQL_TRIGGERS | POSTGRESQL_CONSTRAINTS) - {row[0] for row in cursor.fetchall()}
    return gone | search_path.unpinned(connection)
