"""Rows that stay from test to test of one module, where these begin with the same fixtures in the same order.

    @pytest.fixture
    @kept
    def draft(index, case_file, editor): ...

Such a fixture only writes rows and returns what can be copied (a function that it returns holds keys and no
objects, for those would be every test's); it asks for `db`, for others that are kept and for fixtures of the
session, and stands in a module, not in a class of tests. Its rows stand in one transaction below those of the
tests, behind a savepoint: the next test goes back to the last one that it shares, and is given copies, as of
Django's `setUpTestData`.
Nothing stays for a test that commits. Where a fixture that may write or change something comes before a kept
one, that one is made for the test alone; `@harmless` says of a fixture that no kept one is another after
it: it returns a function, or changes what is asked of a request.
"""

import copy
import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, NamedTuple

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import SimpleTestCase
from pytest_django.plugin import blocking_manager_key

# Of pytest's and Django's own, which else neither write a row nor change what another fixture would do.
HARMFUL = {"admin_user", "admin_client"}
COMMITTING = {"transactional_db", "live_server", "django_db_reset_sequences"}

Make = Callable[..., Any]


def kept(make: Make) -> Make:
    assert not inspect.isgeneratorfunction(make), "what stays cannot be torn down"

    @functools.wraps(make)
    def given(**asked: Any) -> Any:
        return ground.given(given) if ground.holds(given) else make(**asked)

    given.kept = make  # type: ignore[attr-defined]
    return given


def harmless(make: Make) -> Make:
    make.harmless = True  # type: ignore[attr-defined]
    return make


class Planted(NamedTuple):
    """One fixture's rows: the savepoint before them, the values of all so far, the mails it sent."""

    name: str
    given: Make
    before: str
    values: dict[str, Any]
    mails: list[Any]


class Ground:
    """The transaction below those of one module's tests, and what stands in it."""

    def __init__(self) -> None:
        self.path: Any = None
        self.opened = ExitStack()
        self.planted: list[Planted] = []
        self.copies: dict[str, Any] = {}

    def holds(self, given: Make) -> bool:
        return any(each.given is given for each in self.planted)

    def given(self, given: Make) -> Any:
        each = next(each for each in self.planted if each.given is given)
        mail.outbox.extend(each.mails)
        return self.copies[each.name]

    def prepare(self, request: pytest.FixtureRequest) -> None:
        """For the test that begins: what it shares with the one before stays, what it lacks is added."""
        wanted = list(beginning(request.node))
        if request.node.path != self.path or not wanted:
            self.leave()
        if not wanted:
            return
        self.go_back(shared(self.planted, wanted))
        self.open(request.node.path)
        for name, given in wanted[len(self.planted) :]:
            self.plant(name, given, request)
        self.copies = copy.deepcopy(self.planted[-1].values)

    def open(self, path: Any) -> None:
        if self.path is None:
            atomic = transaction.atomic()
            # As the tests' own are: a durable transaction of the product may begin in it.
            atomic._from_testcase = True  # type: ignore[attr-defined]
            self.opened.enter_context(atomic)
            self.opened.callback(transaction.set_rollback, True)
            self.path = path

    def plant(self, name: str, given: Make, request: pytest.FixtureRequest) -> None:
        # Copies: a fixture may change what it is given, and the next test may go on from before it.
        values = copy.deepcopy(self.planted[-1].values) if self.planted else {}
        before, mailed = transaction.savepoint(), len(mail.outbox)
        make = given.kept  # type: ignore[attr-defined]
        asked = {each: asked_for(each, values, request) for each in inspect.signature(make).parameters}
        values[name] = make(**asked)
        # What a commit would ask is asked here, once.
        connection.check_constraints()
        connection.run_on_commit = []
        self.planted.append(Planted(name, given, before, values, mail.outbox[mailed:]))
        del mail.outbox[mailed:]

    def go_back(self, number: int) -> None:
        if self.planted[number:]:
            transaction.savepoint_rollback(self.planted[number].before)
            del self.planted[number:]

    def leave(self) -> None:
        self.path = None
        self.planted.clear()
        self.copies.clear()
        self.opened.close()


ground = Ground()


def shared(planted: list[Planted], wanted: list[tuple[str, Make]]) -> int:
    pairs = zip(planted, wanted, strict=False)
    differ = (place for place, (each, asked) in enumerate(pairs) if (each.name, each.given) != asked)
    return next(differ, min(len(planted), len(wanted)))


def asked_for(name: str, values: dict[str, Any], request: pytest.FixtureRequest) -> Any:
    if name in values or name == "db":
        return values.get(name)
    return request.getfixturevalue(name)


def beginning(item: Any) -> Iterator[tuple[str, Make]]:
    """The kept fixtures of a test in the order of their making, up to the first that may do more."""
    if commits(item):
        return
    for name, definition in in_order(item):
        if hasattr(definition.func, "kept"):
            yield name, definition.func
        elif not is_harmless(name, definition):
            return


def in_order(item: Any) -> Iterator[tuple[str, Any]]:
    """The fixtures that are made for this test alone, each after those that it asks for, as pytest does."""
    known, done = item._fixtureinfo.name2fixturedefs, set()

    def made(name: str) -> Iterator[tuple[str, Any]]:
        if name in done or name not in known:
            return
        done.add(name)
        definition = known[name][-1]
        for asked in definition.argnames:
            yield from made(asked)
        if definition.scope == "function":
            yield name, definition

    for name in item.fixturenames:
        yield from made(name)


def is_harmless(name: str, definition: Any) -> bool:
    theirs = definition.func.__module__.partition(".")[0] in {"_pytest", "pytest_django"}
    return hasattr(definition.func, "harmless") or (theirs and name not in HARMFUL)


def commits(item: Any) -> bool:
    """Or has a transaction of another kind, as Django's own classes of tests do."""
    marker = item.get_closest_marker("django_db")
    of_django = item.cls and issubclass(item.cls, SimpleTestCase)
    return bool(
        of_django or COMMITTING & set(item.fixturenames) or (marker and (marker.args or marker.kwargs))
    )


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Any:
    # It begins a test's transaction, before all other fixtures that are near a database.
    if fixturedef.argname == "_django_db_helper":
        with request.config.stash[blocking_manager_key].unblock():
            ground.prepare(request)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: Any, nextitem: Any) -> Any:
    answer = yield
    if ground.path and (nextitem is None or nextitem.path != ground.path or commits(nextitem)):
        with item.config.stash[blocking_manager_key].unblock():
            ground.leave()
    return answer
