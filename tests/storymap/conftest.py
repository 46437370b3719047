from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import browser_path

# Two cores may be busy with other tests; nothing is waited for that long where it works.
expect.set_options(timeout=30_000)


@dataclass
class Visit:
    """An editor's page, the requests it made and the errors it met."""

    page: Page
    url: str
    asked: list = field(default_factory=list)
    broken: list = field(default_factory=list)
    under_way: set = field(default_factory=set)

    def __post_init__(self):
        self.page.context.on("request", self.begins)
        for end in ("requestfinished", "requestfailed"):
            self.page.context.on(end, self.ends)

    def begins(self, request):
        self.under_way.add(request)

    def ends(self, request):
        self.under_way.discard(request)

    def settles(self):
        """A request that still runs, a form saving itself, would meet the database while it is emptied."""
        until = monotonic() + 30
        while self.under_way and monotonic() < until:
            self.page.wait_for_timeout(20)

    def note(self, request):
        self.asked.append(request)

    def open(self, query=""):
        self.page.on("request", self.note)
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.goto(f"{self.url}/pickers/{query}")


@contextmanager
def started_in_a_thread(*, whole=False, **launching):
    """A browser in a thread of its own: Playwright's event loop would bar Django's database from this one."""
    path = browser_path(whole=whole)
    if not path:
        pytest.skip("NO BROWSER: these pages were NOT tried. Install one: apt-get install chromium")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with ThreadPoolExecutor(1) as thread:
        playwright = thread.submit(lambda: sync_playwright().start()).result()
        launch = partial(playwright.chromium.launch, executable_path=path, args=quiet, **launching)
        browser = thread.submit(launch).result()
        yield thread, browser
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


@pytest.fixture(scope="module")
def browser_thread():
    with started_in_a_thread() as started:
        yield started


@pytest.fixture
def walk(browser_thread, live_server):
    """Runs `steps(visit)` in the browser and returns the visit; fails on any error of the page's scripts."""
    thread, browser = browser_thread

    def run(steps, **options):
        page = browser.new_page(viewport={"width": 900, "height": 1100}, **options)
        visit = Visit(page, live_server.url)
        try:
            steps(visit)
            visit.settles()
        finally:
            page.close()
        return visit

    def walked(steps, **options):
        visit = thread.submit(run, steps, **options).result()
        assert visit.broken == []
        return visit

    return walked
