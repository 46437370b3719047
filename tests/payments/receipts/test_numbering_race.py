"""Several workers at the same moment, and one that is killed while it holds a series."""

import threading

import pytest
from django.db import connection, transaction

from payments.actions import receipts
from payments.actions.campaigns import open_campaign
from payments.models import Receipt, ReceiptSeries
from payments.verification import faults
from tests.payments.conftest import WEAVER, gives_and_pays
from tests.payments.test_reservation_race import all_at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def numbers():
    return sorted(Receipt.objects.values_list("number", flat=True))


@pytest.fixture
def six_gifts(provider):
    open_campaign(WEAVER, 10_000, "USD")
    for number in range(6):
        gives_and_pays(provider, 1_000, f"donor{number}@example.org", address=f"192.0.2.{number}")


def test_workers_at_the_same_moment_leave_no_gap_and_number_nothing_twice(six_gifts, monkeypatch):
    monkeypatch.setattr(receipts, "BATCH", 1)
    for _round in range(6):
        all_at_once([receipts.issue_due] * 4)
    receipts.issue_due()
    assert numbers() == [1, 2, 3, 4, 5, 6]
    assert list(faults()) == []


def test_a_series_that_another_worker_holds_is_left_to_it(six_gifts):
    receipts.issue_due()
    held, done, found = threading.Event(), threading.Event(), []

    def holds():
        with transaction.atomic():
            ReceiptSeries.objects.select_for_update().get()
            held.set()
            done.wait(20)
        connection.close()

    other = threading.Thread(target=holds)
    other.start()
    assert held.wait(20)
    try:
        found.append(receipts.issue_series(ReceiptSeries.objects.get().name))
    finally:
        done.set()
        other.join(20)
    assert found == [0]


def test_a_connection_killed_while_numbering_leaves_its_numbers_to_the_next(six_gifts, monkeypatch):
    announced = receipts.announce

    def killed(kind, receipt):
        announced(kind, receipt)
        if receipt.number == 3:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    def dying():
        try:
            receipts.issue_due()
        except Exception as error:  # noqa: BLE001  whichever way the driver says it
            return error
        finally:
            connection.close()

    with monkeypatch.context() as patched:
        patched.setattr(receipts, "announce", killed)
        [died] = all_at_once([dying])
    assert died is not None and numbers() == []
    receipts.issue_due()
    assert numbers() == [1, 2, 3, 4, 5, 6]
