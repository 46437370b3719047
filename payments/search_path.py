"""PostgreSQL: the rules read the tables they mean, whatever the session that writes has put before them.

Every role may create temporary tables, and an unqualified name means one of those first. A rule that asked
the signatures would then be answered by whoever wants past it.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "sixdegree_"

UNPINNED = r"""
SELECT oid::regprocedure::text, pronamespace::regnamespace::text FROM pg_proc
WHERE proname LIKE %s AND prokind = 'f' AND NOT EXISTS (
    SELECT 1 FROM unnest(proconfig) setting WHERE setting LIKE 'search\_path=%%, pg\_temp'
)
"""


def pin(using: str, **kwargs: Any) -> None:
    """On `post_migrate`: after a migration of ours that made or replaced a function of a rule."""
    connection = connections[using]
    for function, schema in _unpinned(connection):
        with connection.cursor() as cursor:
            # Both as PostgreSQL itself quoted them.
            cursor.execute(f"ALTER FUNCTION {function} SET search_path = {schema}, pg_temp")


def unpinned(connection: BaseDatabaseWrapper) -> set[str]:
    """Functions of our rules that would believe a temporary table."""
    return {function for function, _schema in _unpinned(connection)}


def _unpinned(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(UNPINNED, [PREFIX.replace("_", r"\_") + "%"])
        return list(cursor.fetchall())
