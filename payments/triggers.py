"""SQLite's part of the guard. Dropped before every migrate and installed after it, since Django's table
remake silently loses triggers there. PostgreSQL's are a migration, and refuse an unbalanced transaction
besides.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "sixdegree_payments_"
APPEND_ONLY = ["ledgertransaction", "ledgerentry", "receipt", "fundingsnapshot"]
KEPT = ["donation", "campaign"]


def refuse(name: str, event: str, table: str, sentence: str, when: str = "") -> str:
    condition = f"WHEN {when} " if when else ""
    return (
        f"CREATE TRIGGER {PREFIX}{name} BEFORE {event} ON {PREFIX}{table} FOR EACH ROW {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def differs(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)


TRIGGERS: dict[str, str] = {}
for _table in APPEND_ONLY:
    for _event in ["update", "delete"]:
        TRIGGERS[f"{_table}_no_{_event}"] = refuse(
            f"{_table}_no_{_event}",
            _event.upper(),
            _table,
            f"{_table} is append-only: book a new row instead",
        )
for _table in KEPT:
    TRIGGERS[f"{_table}_kept"] = refuse(f"{_table}_kept", "DELETE", _table, f"a {_table} is never deleted")
TRIGGERS["donation_final"] = refuse(
    "donation_final",
    "UPDATE",
    "donation",
    "what was given, to what, and how it ended cannot be changed",
    differs("campaign_id", "amount", "currency", "key_hash", "body_hash")
    + " OR (OLD.state <> 'reserved' AND NEW.state <> OLD.state)",
)
TRIGGERS["campaign_fixed"] = refuse(
    "campaign_fixed",
    "UPDATE",
    "campaign",
    "a campaign keeps its reference, kind and currency",
    differs("ref", "kind", "currency"),
)
TRIGGERS["campaignclosure_kept"] = refuse(
    "campaignclosure_kept",
    "DELETE",
    "campaignclosure",
    "a closure is never deleted: open a new campaign under a new reference",
)
TRIGGERS["campaignclosure_final"] = refuse(
    "campaignclosure_final",
    "UPDATE",
    "campaignclosure",
    "a closure is final: only a pause is lifted, and once",
    differs("id", "campaign_ref", "kind", "at")
    + " OR OLD.kind <> 'paused' OR OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL",
)
TRIGGERS["donation_while_open"] = refuse(
    "donation_while_open",
    "INSERT",
    "donation",
    "this campaign takes no gift any more",
    "EXISTS (SELECT 1 FROM sixdegree_payments_campaign campaign WHERE campaign.id = NEW.campaign_id AND ("
    " campaign.open_until <= strftime('%Y-%m-%d %H:%M:%f', 'now') OR EXISTS ("
    " SELECT 1 FROM sixdegree_payments_campaignclosure closure"
    " WHERE closure.campaign_ref = campaign.ref AND closure.lifted_at IS NULL)))",
)


def drop(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {PREFIX}{name}")


def install(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor != "sqlite" or f"{PREFIX}campaign" not in connection.introspection.table_names():
        return
    drop(using)
    with connection.cursor() as cursor:
        for sql in TRIGGERS.values():
            cursor.execute(sql)


# Those of the migrations, without the prefix.
POSTGRESQL = {
    "ledgertransaction_immutable",
    "ledgerentry_immutable",
    "receipt_immutable",
    "fundingsnapshot_immutable",
    "donation_kept",
    "campaign_kept",
    "ledgertransaction_balanced",
    "ledgerentry_balanced",
    "donation_final",
    "campaign_fixed",
    "campaignclosure_kept",
    "campaignclosure_final",
    "donation_while_open",
    "ledgertransaction_not_emptied",
    "ledgerentry_not_emptied",
    "receipt_not_emptied",
    "fundingsnapshot_not_emptied",
    "donation_not_emptied",
    "campaign_not_emptied",
    "campaignclosure_not_emptied",
    "providerevent_not_emptied",
}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of triggers that should stand in this database and do not, or are switched off."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
            present = {row[0] for row in cursor.fetchall()}
        return {name for name in POSTGRESQL if f"{PREFIX}{name}" not in present}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {row[0] for row in cursor.fetchall()}
    return {name for name in TRIGGERS if f"{PREFIX}{name}" not in present}
