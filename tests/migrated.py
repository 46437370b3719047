"""Databases as copies of one that `bin/test` migrated from nothing, once for each engine.

Its name on the server, or its file where the engine is SQLite, stands in TEST_TEMPLATE. Without that a test
run migrates a database of its own, and a product that a test starts migrates its own too.
"""

import os
import sqlite3
from contextlib import closing
from typing import Any

import psycopg
from django.db import connection
from django.db.backends.signals import connection_created
from psycopg import sql


def copied_for_the_tests() -> None:
    """Django's test runner is to copy its database, and to make nothing in it but what is not there."""
    if template := os.environ.get("TEST_TEMPLATE"):
        connection.settings_dict["TEST"]["MIGRATE"] = False
        if connection.vendor == "sqlite":
            connection_created.connect(_filled)
        else:
            connection.settings_dict["TEST"]["TEMPLATE"] = template


def _filled(connection: Any, **_kwargs: Any) -> None:
    """The first connection to the database in memory; each later one is to the same."""
    connection_created.disconnect(_filled)
    with closing(sqlite3.connect(os.environ["TEST_TEMPLATE"])) as file:
        file.backup(connection.connection)


def create(server: psycopg.Connection[Any], name: str) -> None:
    """A database of that name on PostgreSQL, empty where there is nothing to copy."""
    template = sql.Identifier(os.environ.get("TEST_TEMPLATE") or "template1")
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
