from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.payments.sandbox.provider import SECRET, Sandbox
from tests.payments.sandbox.receiver import Receiver


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"))
    yield sandbox
    sandbox.stop()


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Iterator[Sandbox]:
    """A provider without a webhook endpoint, shared by tests that bring their own objects."""
    yield shared_sandbox
    shared_sandbox.control("POST", "clock", {"ahead": 0, "charge_created": None})
    shared_sandbox.control("POST", "answers", {"delay": 0, "lose": 0})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Sandbox]]:
    """Start a provider on this test's own store; what still runs at the end is stopped."""
    started: list[Sandbox] = []

    def begin(*options: str) -> Sandbox:
        started.append(Sandbox(tmp_path / "sandbox", *options))
        return started[-1]

    yield begin
    for sandbox in started:
        if sandbox.process.poll() is None:
            sandbox.stop()


@pytest.fixture
def wired(start: Callable[..., Sandbox], receiver: Receiver) -> Sandbox:
    """A provider of this test's own that sends its webhooks to `receiver`."""
    return start("--webhook", receiver.url, "--secret", SECRET, "--first-retry", "0.02")
