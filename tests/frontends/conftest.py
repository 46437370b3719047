"""The demo as `make run` serves it, and *six* in a real browser beside it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import browser_path
from tests.journey.conftest import ROOT, read_until_served, serve
from tests.journey.people import barriers, fills_in_the_card
from tests.migrated import create

SIZES = {360: 780, 1440: 1000}
# For the map's WebGL. By --use-angle=swiftshader every page would be drawn so, at half as much work again.
DRAWS = ["--enable-unsafe-swiftshader"]
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@dataclass
class Demo:
    """The running site with its cases; `env` is that of its processes."""

    url: str
    env: dict[str, str]
    heard: deque[str]

    def said(self) -> str:
        """What its processes wrote since they served: their logs."""
        return "".join(list(self.heard))

    def get(self, path: str) -> dict:
        with urlopen(f"{self.url}/api/v1/{path}") as answer:
            return json.load(answer)

    @property
    def mails(self) -> Path:
        """Where the demo puts what it would send."""
        return Path(self.env["DATA"]) / "mail"

    def case(self, alias: str) -> dict:
        return next(card for card in self.get("cases/?locale=en")["results"] if card["alias"] == alias)

    def manages(self, *arguments: str) -> None:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        subprocess.run(command, env=self.env, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"frontends_{os.getpid()}"
    database = urlunsplit(server._replace(path=f"/{name}"))
    data = tmp_path_factory.mktemp("demo")
    with psycopg.connect(urlunsplit(server), dbname="postgres", autocommit=True) as connection:
        create(connection, name)
        process = serve(data, database)
        heard: deque[str] = deque()
        try:
            url = re.search(r"The public site\s+(http://\S+)/\n", read_until_served(process, heard))[1]
            settings = {
                "DJANGO_SETTINGS_MODULE": "sixdegree.settings.dev",
                "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            }
            env = {**os.environ, **settings, "DATABASE_URL": database, "DATA": str(data)}
            yield Demo(url, env, heard)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass
class Reader:
    """Somebody with a browser on *six*, what it asked for, and what its console said."""

    context: BrowserContext
    page: Page
    six: str
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    transferred: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(60_000)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def opens(self, path: str) -> None:
        self.page.goto(self.six + path)
        self.page.locator("main h1").wait_for()

    def opens_the_menu(self) -> None:
        """Which waits behind a button where there is little room."""
        if self.page.locator(".menu-button").is_visible():
            self.page.locator(".menu-button").click()

    def waits_for_the_sketch(self) -> None:
        self.page.locator(".story-map").scroll_into_view_if_needed()
        self.page.locator(".eyelet").first.wait_for()

    def waits_for_the_map(self) -> None:
        """Which is fetched for whoever gives a sign of reading."""
        self.waits_for_the_sketch()
        self.page.mouse.wheel(0, 1)
        self.page.locator(".map-drawn").wait_for(timeout=60_000)

    def barriers(self) -> list[tuple[str, list[str]]]:
        return barriers(self.page)

    def pays(self, card: str = "4242 4242 4242 4242") -> None:
        fills_in_the_card(self.page, "mei@donors.example", card)

    def tabs_to(self, selector: str) -> None:
        """With the keyboard alone."""
        for _ in range(200):
            if self.page.evaluate("one => document.activeElement?.matches(one) ?? false", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard never reaches {selector}")

    def shows_the_focus(self) -> bool:
        return self.page.evaluate(
            """() => {
            const seen = (part) => getComputedStyle(document.activeElement, part).outlineStyle !== 'none';
            return seen(null) || seen('::after');
            }"""
        )

    def counts_bytes(self) -> None:
        """From here on, what each address costs on the line."""
        network = self.context.new_cdp_session(self.page)
        network.send("Network.enable")
        addresses: dict[str, str] = {}
        network.on(
            "Network.responseReceived",
            lambda event: addresses.update({event["requestId"]: event["response"]["url"]}),
        )

        def finished(event: dict) -> None:
            url = addresses.get(event["requestId"], "")
            self.transferred[url] = self.transferred.get(url, 0) + event["encodedDataLength"]

        network.on("Network.loadingFinished", finished)

    def outside(self) -> list[str]:
        """Whatever was asked of another machine."""
        return [url for url in self.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]

    def stored(self) -> str:
        """All that the browser's stores hold for this origin, as text."""
        return self.page.evaluate(
            """async () => {
            const kept = [localStorage, sessionStorage].map((one) => JSON.stringify({...one}));
            for (const { name } of await indexedDB.databases()) kept.push(`indexedDB ${name}`);
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    kept.push(request.url);
                    const answer = await cache.match(request);
                    kept.push(await answer.text());
                }
            }
            return kept.join('\\n');
            }"""
        )

    def waits_for_the_shell(self) -> None:
        """Until the worker keeps it."""
        self.page.evaluate(
            """() => new Promise((done) => {
            if (navigator.serviceWorker.controller) done();
            else navigator.serviceWorker.addEventListener('controllerchange', () => done());
            })"""
        )


# For the module alone: while Playwright's loop runs, Django lets no other test reach the database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if not path:
        pytest.skip("NO BROWSER: six was NOT tried. Install one: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *DRAWS])
        yield browser
        browser.close()


@pytest.fixture
def arrives(browser: Browser, demo: Demo):
    """A reader at a window of some width; afterwards nothing outside was asked and no policy broken."""
    readers: list[Reader] = []

    def arrive(width: int = 1440, six: str = "", **context) -> Reader:
        size = {"width": width, "height": SIZES[width]}
        opened = browser.new_context(viewport=size, reduced_motion="reduce", **context)
        reader = Reader(opened, opened.new_page(), six or f"{demo.url}/six/")
        readers.append(reader)
        return reader

    yield arrive
    for reader in readers:
        # An answer that is still being made up would find its page gone, and say so in the next test.
        for page in reader.context.pages:
            page.unroute_all(behavior="wait")
        reader.context.close()
    for reader in readers:
        assert reader.outside() == []
        broken = [
            said for said in reader.said if "Content Security Policy" in said or said.startswith("error: ")
        ]
        assert [said for said in broken if "Failed to load resource" not in said] == []


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A copy of the built front end, to be changed by a test."""
    return Path(shutil.copytree(ROOT / "site" / "frontends" / "six" / "dist", tmp_path / "six"))


class PlainHost(SimpleHTTPRequestHandler):
    """Files by name, and 404.html where there is none: what any static host does."""

    def send_error(self, code, message=None, explain=None):
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *arguments):
        """Nothing is kept."""


@pytest.fixture
def static_host() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on an origin of its own; returns its address."""
    servers: list[ThreadingHTTPServer] = []

    def host(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(PlainHost, directory=str(folder)))
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield host
    for server in servers:
        server.shutdown()
        server.server_close()
