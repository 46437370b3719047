"""What two requests meet that read the same session before either acts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from payments.sandbox.actions.create_session import create_session
from payments.sandbox.actions.expire_session import expire_session
from payments.sandbox.actions.pay_session import Payer, pay_session
from payments.sandbox.cards import Card
from payments.sandbox.operation import Operation
from payments.sandbox.provider import Provider, Settings
from tests.payments.sandbox.provider import SUCCEEDS, session_params

PAYER = Payer("mei@example.org", "Mei", Card(SUCCEEDS, 12, 2049, "123"))


@pytest.fixture
def operation(tmp_path: Path) -> Iterator[Operation]:
    provider = Provider(Settings(tmp_path, "http://127.0.0.1:9"))
    yield Operation(provider)
    provider.close()


@pytest.fixture
def seen(operation: Operation) -> dict[str, Any]:
    """An open session as a request read it some time ago."""
    return dict(create_session(operation, session_params()))


def test_the_second_of_two_payments_finds_it_paid(operation: Operation, seen: dict[str, Any]) -> None:
    assert pay_session(operation, dict(seen), PAYER) == "paid"
    assert pay_session(operation, dict(seen), PAYER) == "already_paid"
    assert len(operation.store.having("charge", "status", "succeeded")) == 1


def test_a_payment_after_an_expiry_finds_it_expired(operation: Operation, seen: dict[str, Any]) -> None:
    expire_session(operation, dict(seen))
    assert pay_session(operation, dict(seen), PAYER) == "expired"
    assert operation.store.having("charge", "status", "succeeded") == []


def test_a_session_due_is_expired_by_the_one_who_comes_to_pay(
    operation: Operation, seen: dict[str, Any]
) -> None:
    operation.clock.ahead = 32 * 60
    assert pay_session(operation, seen, PAYER) == "expired"
    (event,) = operation.store.having("event", "type", "checkout.session.expired")
    assert event["data"]["object"]["id"] == seen["id"]
