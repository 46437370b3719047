"""The database's share of the rule: PostgreSQL's by name, SQLite's as SQL.

SQLite's are dropped before every migrate and installed after it, since Django's table remake loses triggers
there and fails on those that name other tables. PostgreSQL's are the migrations.
"""

from publication.triggers.installing import drop, install, missing, register_sha256, triggers
from publication.triggers.postgresql import POSTGRESQL_CONSTRAINTS, POSTGRESQL_TRIGGERS

__all__ = [
    "POSTGRESQL_CONSTRAINTS",
    "POSTGRESQL_TRIGGERS",
    "drop",
    "install",
    "missing",
    "register_sha256",
    "triggers",
]
