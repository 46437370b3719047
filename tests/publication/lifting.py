from contextlib import contextmanager

from django.db import connection

from publication import triggers


@contextmanager
def lifted(name, table):
    """The named rule off, as only the owner of the database could have it; on SQLite all of them."""
    table = f"sixdegree_publication_{table}"
    if connection.vendor != "postgresql":
        triggers.drop("default")
        yield
        triggers.install("default")
        return
    with connection.cursor() as cursor:
        # A table with deferred checks still due cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
