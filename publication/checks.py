"""What must be true before the public is served."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, WARNING, CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DEFAULT_DB_ALIAS, DatabaseError

from publication import conf, triggers
from publication.models import PublicRecord

SENTENCE = (
    "Only PostgreSQL can hold the rule that nothing is public unsigned. Set DATABASE_URL to a PostgreSQL"
    " database (or, for tests and rehearsals without real cases, SIXDEGREE_PUBLICATION_ALLOW_SQLITE = True)."
)


def lacks_the_rule(vendor: str) -> bool:
    return vendor != "postgresql" and not settings.DEBUG and not conf.allow_sqlite()


def refuse_without_the_rule(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """On `connection_created`: production on another database does not get as far as a first query."""
    if lacks_the_rule(connection.vendor):
        raise ImproperlyConfigured(SENTENCE)


@register(Tags.security, deploy=True)
def database_holds_the_rule(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        return [Error(SENTENCE, id="sixdegree_publication.E001")]
    return _missing(DEFAULT_DB_ALIAS, ERROR, "sixdegree_publication.E002")


# What a role, a database or the server may have been told to begin every session with, and why it may not.
SESSION = {
    "default_transaction_isolation": ({"read committed"}, "a withdrawal could fail beside other work"),
    "default_transaction_read_only": ({"off"}, "no withdrawal could be written"),
    "session_replication_role": ({"origin"}, "no rule of the public record would be asked"),
}
# Lost is at most what was confirmed in the last second: a machine for tests may live with that.
COMMIT = {
    "synchronous_commit": (
        {"on", "local", "remote_write", "remote_apply"},
        "after a crash a withdrawal that was confirmed a moment before may be forgotten",
    )
}


@register(Tags.security, deploy=True)
def sessions_let_a_withdrawal_through(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        return []
    try:
        with connection.cursor() as cursor:
            names = [*SESSION, *COMMIT]
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [names])
            found = dict(cursor.fetchall())
    except DatabaseError as error:
        return [Error(f"The database cannot be asked: {error}", id="sixdegree_publication.E003")]
    return [
        CheckMessage(
            level,
            f"PostgreSQL begins this role's sessions with {name} = {found[name]}: {why}.",
            hint=f"Find who set it (role, database or postgresql.conf) and RESET {name} there.",
            id=number,
        )
        for asked, level, number in (
            (SESSION, ERROR, "sixdegree_publication.E006"),
            (COMMIT, WARNING, "sixdegree_publication.W005"),
        )
        for name, (sound, why) in asked.items()
        if found[name] not in sound
    ]


@register(Tags.security, deploy=True)
def front_ends_are_told_safely(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    # The demo's settings allow both and run with DEBUG off; its database says that it is none to serve from.
    if conf.webhook_allow_http() and not conf.allow_sqlite():
        found.append(
            Error(
                "Front ends may be told without TLS: set SIXDEGREE_PUBLICATION_WEBHOOK_ALLOW_HTTP to False.",
                id="sixdegree_publication.E005",
            )
        )
    if not conf.webhook_key():
        found.append(
            CheckMessage(
                WARNING,
                "No front end can be told anything: SIXDEGREE_PUBLICATION_WEBHOOK_KEY is empty.",
                hint="Set WEBHOOK_KEY if anybody's front end shows your cases.",
                id="sixdegree_publication.W004",
            )
        )
    return found


@register()
def settings_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    positive = (
        "PAGE_SIZE",
        "PAGE_SIZE_MAX",
        "WORKER_SECONDS",
        "OUTBOX_ALARM_ATTEMPTS",
        "OUTBOX_KEEP_DAYS",
        "AUDIT_TAIL_SECONDS",
    )
    return [
        Error(f"SIXDEGREE_PUBLICATION_{name} must be a number above zero.", id="sixdegree_publication.E004")
        for name in positive
        if not isinstance(conf.value(name), int | float) or conf.value(name) <= 0
    ]


@register(Tags.database)
def rules_are_present(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    # A warning, since `migrate` asks first and is itself the cure; in an empty database nothing is missing.
    return [
        message
        for alias in databases or ()
        if PublicRecord._meta.db_table in connections[alias].introspection.table_names()
        for message in _missing(alias, WARNING, "sixdegree_publication.W002")
    ]


def _missing(alias: str, level: int, number: str) -> list[CheckMessage]:
    try:
        missing = triggers.missing(connections[alias])
    except DatabaseError as error:
        return [Error(f"The database cannot be asked: {error}", id="sixdegree_publication.E003")]
    if not missing:
        return []
    return [
        CheckMessage(
            level,
            f"{len(missing)} rules of the public record are missing or switched off in database {alias}:"
            f" {', '.join(sorted(missing))}.",
            hint="Run `manage.py migrate`. If they stay missing, restore the database from before.",
            id=number,
        )
    ]
