"""The product as its people meet it: every process of `manage.py serve`, PostgreSQL, a real browser."""

import os
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import IO
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, sync_playwright

from sixdegree.processes import free_port
from tests.browser import browser_path
from tests.journey.people import Donor, staying
from tests.journey.stranger import Stranger
from tests.migrated import create

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Product:
    """A running site: its address, the folder it stores in, and the staff's passwords."""

    url: str
    data: Path
    passwords: dict[str, str]

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1"


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A database of the journey's own on the suite's server."""
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"journey_{os.getpid()}"
    with psycopg.connect(urlunsplit(server), dbname="postgres", autocommit=True) as connection:
        create(connection, name)
        try:
            yield urlunsplit(server._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def serve(data: Path, database_url: str, *arguments: str) -> subprocess.Popen:
    port = free_port()
    env = {
        **{name: value for name, value in os.environ.items() if name not in {"STRIPE_API_BASE", "MAKELEVEL"}},
        "DJANGO_SETTINGS_MODULE": "sixdegree.settings.dev",
        "DATABASE_URL": database_url,
        "DATA": str(data),
        "PORT": str(port),
        # Every gift is shown at once, so that a test can watch the figures move.
        "SNAPSHOT_GIFTS": "1",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", *arguments],
        env=env,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def read_until_served(process: subprocess.Popen, heard: deque[str] | None = None) -> str:
    """What it says until then; what it says later goes to `heard`."""
    said = ""
    for line in process.stdout:
        said += line
        if "Stop with Ctrl-C" in line:
            hear_out(process.stdout, heard)
            return said
    pytest.fail(f"the product did not start:\n{said}")


def hear_out(output: IO[str], heard: deque[str] | None = None) -> None:
    """A pipe that nobody reads is full after 64 kB of log lines, and then the server stands still."""
    heard = deque(maxlen=0) if heard is None else heard
    Thread(target=heard.extend, args=(output,), daemon=True).start()


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Product]:
    data = tmp_path_factory.mktemp("data")
    process = serve(data, database_url, "--people-only")
    try:
        said = read_until_served(process)
        url = re.search(r"The public site\s+(http://127\.0\.0\.1:\d+)/", said).group(1)
        rows = re.findall(r"^  (\w+)\s+(\S{12})\s", (data / "sign-ins.txt").read_text(), re.MULTILINE)
        yield Product(url, data, dict(rows))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@pytest.fixture(scope="session")
def stranger(product: Product) -> Stranger:
    return Stranger(product.url)


# For the module alone: while Playwright's loop runs, Django lets no other test reach the database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if not path:
        pytest.skip("NO BROWSER: the journey was NOT walked. Install one: apt-get install chromium")
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *quiet])
        yield browser
        browser.close()


@pytest.fixture
def donor(browser: Browser, product: Product) -> Callable[..., AbstractContextManager[Donor]]:
    return lambda **context: staying(Donor(browser, product.url, **context))
