"""The host project, copied out of the checkout and run on the installed wheel and a database of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from cryptography.fernet import Fernet
from psycopg import sql

from tests.plugin.readme import HOST


@dataclass(frozen=True)
class Host:
    folder: Path
    env: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """What `manage.py` prints; fails with all it said where it ends non-zero."""
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=500,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def told(self, *arguments: str) -> dict[str, Any]:
        """The JSON that a command prints last."""
        told: dict[str, Any] = json.loads(self.manage(*arguments).splitlines()[-1])
        return told


def copy(folder: Path) -> Path:
    return Path(shutil.copytree(HOST, folder / "host", ignore=shutil.ignore_patterns("__pycache__")))


def environment(installed: Path, database: str, provider: str) -> dict[str, str]:
    """Nothing of the checkout, and nothing of the suite's own settings."""
    settings = (HOST / "host" / "settings.py").read_text()
    asked = re.findall(r'os\.environ\["(\w+)"\]', settings)
    return {
        **{name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ},
        **{name: f"{name} of the host" for name in asked},
        "PYTHONPATH": str(installed),
        "ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "TERM_KEYS": "the host's own key of protected terms",
        "STRIPE_SECRET_KEY": "sk_test_host",
        "DATABASE_URL": database,
        "STRIPE_API_BASE": provider,
    }


@contextmanager
def database() -> Iterator[str]:
    """The address of a new database on the suite's server, dropped afterwards."""
    name = f"host_project_{os.getpid()}"
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def provider(installed: Path, folder: Path) -> Iterator[str]:
    """The address of a sandbox provider, run from the installed wheel."""
    process = subprocess.Popen(
        [sys.executable, "-m", "payments.sandbox", "--port", "0", "--data", str(folder)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout
            yield next(word for word in process.stdout.readline().split() if word.startswith("http"))
        finally:
            # What leaves the block by an error would wait for ever for a process that nobody ends.
            process.terminate()
