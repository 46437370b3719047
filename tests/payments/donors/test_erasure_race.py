"""Linnea asks to be forgotten in the moment in which a gift of hers is paid, each on its own connection."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from queue import Queue
from threading import Event

import pytest
from django.db import connection, transaction

from payments.actions import donors
from payments.actions.campaigns import open_fund
from payments.actions.monthly import months
from payments.donors.actions import erase, open_account
from payments.gateway import Payment
from payments.models import Campaign, Donor, DonorAccount, MonthlyGift
from tests.payments.donors.conftest import LINNEA

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def waits_for_a_lock(pid):
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted", [pid])
            if cursor.fetchone():
                return


def test_a_month_booked_while_she_is_erased_stops_neither():
    """Each holds a row that the other asks for next: the donor, and the monthly gift."""
    account, backend = open_account(LINNEA, "en"), Queue()
    open_fund("fund", "USD")
    terms = {"amount": 2_500, "currency": "USD", "locale": "en", "subscription": "sub_1"}
    gift = MonthlyGift.objects.create(campaign=Campaign.objects.get(), donor=account.donor, **terms)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    payment = Payment("pi_1", "ch_1", None, 2_500, "USD", at, captured=True, settlement=None)

    def erases():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                backend.put(cursor.fetchone()[0])
            erase(account)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            MonthlyGift.objects.select_for_update().get(pk=gift.pk)
            erased = pool.submit(erases)
            waits_for_a_lock(backend.get(timeout=60))
            month = months.paid(gift, "in_1", payment)
        erased.result(60)
    gift.refresh_from_db()
    assert (gift.ended_by, month.donor_id) == ("erasure", account.donor_id)
    assert not DonorAccount.objects.exists()


def test_a_gift_paid_while_she_is_erased_is_another_persons():
    account, started, backend = open_account(LINNEA, "en"), Event(), []
    erased = account.donor_id

    def pays():
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    backend.extend(cursor.fetchone())
                started.set()
                return donors.locked(LINNEA).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            erase(account)
            paid = pool.submit(pays)
            assert started.wait(60)
            waits_for_a_lock(backend[0])
        assert paid.result(60) != erased
    assert Donor.objects.exclude(pk=erased).count() == 1
