"""What every test shares: which database holds it, and the figures of the last line of `make test`."""

import gc
import json
import os
from functools import partial
from pathlib import Path

import hypothesis
import playwright.sync_api
import pytest
from django.conf import settings
from django.test import SimpleTestCase, TransactionTestCase

from tests.emptying import emptied
from tests.kept import pytest_fixture_setup, pytest_runtest_teardown  # noqa: F401  hooks
from tests.migrated import copied_for_the_tests
from tests.second_engine import on_postgresql_alone

TESTS = Path(__file__).parent

# The same examples in every run, however slow the machine; what they write is rolled back by the test.
hypothesis.settings.register_profile(
    "suite",
    derandomize=True,
    deadline=None,
    max_examples=25,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")


# What did not come in time, never what should not be there: docs/decisions/a-browser-is-asked-twice.md.
once_more = pytest.mark.flaky(
    reruns=1,
    only_rerun=[
        playwright.sync_api.TimeoutError,
        r"^AssertionError: (Locator|Page)\b.* expected (?!not |to be hidden|to be empty|to have count)",
    ],
)


def database() -> str:
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    return {"sqlite3": "sqlite"}.get(engine, engine)


def pytest_collection_modifyitems(config, items):
    """Deselect, not skip, what another part holds: of the other database, of SQLite's list, of its share."""
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[database()]
    elsewhere = {item for item in items if item.get_closest_marker(other)}
    if database() == "sqlite":
        elsewhere |= {item for item in items if not (asks_for_a_database(item) and sqlite_holds(item))}
    elsewhere |= set(of_another_share(items, os.environ.get("TEST_SHARE", "")))
    if elsewhere:
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=list(elsewhere))
    for item in items:
        if (
            item.get_closest_marker("browser")
            and not item.get_closest_marker("once")
            and not config.option.usepdb
        ):
            item.add_marker(once_more)


def of_another_share(items, share):
    """What `bin/test` runs beside this process or after it: by whole files, whose fixtures are their own."""
    if not share:
        return []
    mine, of = map(int, share.split("/"))
    place = {path: place for place, path in enumerate(sorted({item.path for item in items}))}
    return [item for item in items if place[item.path] % of != mine - 1]


def pytest_collection_finish():
    """What was imported and collected stays until the end: no collection of garbage looks at it again."""
    gc.collect()
    gc.freeze()


def asks_for_a_database(item):
    """pytest-django lets nobody else near one: the answer of such a test is the same beside either."""
    asked = {"db", "transactional_db"} & set(item.fixturenames)
    by_class = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)
    return bool(
        asked or by_class or item.get_closest_marker("django_db") or item.get_closest_marker("sqlite")
    )


def sqlite_holds(item):
    return not on_postgresql_alone(item.path.relative_to(TESTS).as_posix())


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    if path := os.environ.get("TEST_FIGURES"):
        names = ("passed", "failed", "error", "skipped", "deselected", "rerun")
        figures = {name: len(terminalreporter.stats.get(name, [])) for name in names}
        Path(path).write_text(json.dumps(figures))


@pytest.fixture(scope="session", autouse=True)
def emptying_at_once():
    flush = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: emptied(partial(flush, case)))
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_keepdb):
    if not django_db_keepdb:
        copied_for_the_tests()
