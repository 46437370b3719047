"""Erased here, a donor is no customer of the provider either: deleted there, asked again until it is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from payments import gateway, worker
from payments.actions.monthly import forgetting
from payments.donors.actions import erase, open_account
from payments.models import OutboxEntry
from payments.verification import faults
from tests.payments.books import unapplied
from tests.payments.conftest import gives_and_pays
from tests.payments.desk.conftest import *  # noqa: F403  Fatou's desk
from tests.payments.monthly import EMAIL, begins, hears, month

pytestmark = pytest.mark.django_db


def customer_of(provider, gift):
    named = gateway.retrieve_subscription(gift.subscription).customer
    return provider.get(f"customers/{named}")


@pytest.fixture
def amina(provider, fund):
    return begins(provider, fund)


def test_her_customer_is_deleted_and_nobody_is_charged(provider, amina):
    assert customer_of(provider, amina)["email"] == EMAIL
    erase(open_account(EMAIL, "en"))
    worker.PARTS["delivered"]()
    left = customer_of(provider, amina)
    assert left["deleted"] and "email" not in left
    assert gateway.retrieve_subscription(amina.subscription).status == "canceled"
    worker.PARTS["monthly_gifts_ended"]()
    hears(provider, left["id"], "customer.")
    amina.refresh_from_db()
    assert (amina.state, amina.ended_by) == ("ended", "erasure")
    assert unapplied() == []


def test_each_of_her_monthly_gifts_had_one_also_those_that_ended(provider, fund, amina):
    other = begins(provider, fund, address="192.0.2.7")
    gateway.cancel_subscription(other.subscription)
    erase(open_account(EMAIL, "en"))
    worker.PARTS["delivered"]()
    assert all(customer_of(provider, gift)["deleted"] for gift in (amina, other))


def test_what_is_asked_for_names_nobody(amina):
    erase(open_account(EMAIL, "en"))
    entry = OutboxEntry.objects.get(kind=forgetting.KIND)
    assert entry.payload == {"subscription": amina.subscription}


def test_out_of_reach_it_is_asked_again_and_finance_is_told(provider, amina, settings, desk):
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    erase(open_account(EMAIL, "en"))
    worker.PARTS["delivered"]()
    entry = OutboxEntry.objects.filter(kind=forgetting.KIND)
    assert entry.get().last_error == "APIConnectionError"
    assert "customer of the provider" not in desk("overview")
    entry.update(created_at=timezone.now() - timedelta(hours=2), due_at=timezone.now())
    page = desk("overview")
    assert "1 donor was erased here and is a customer of the provider still." in page
    assert amina.subscription in page and "amina" not in page
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = provider.url
    worker.PARTS["delivered"]()
    assert customer_of(provider, amina)["deleted"]
    assert "customer of the provider" not in desk("overview")


def test_asked_twice_is_done_once(provider, amina):
    for _twice in range(2):
        forgetting.delete_customer({"subscription": amina.subscription})
    assert customer_of(provider, amina)["deleted"]


def test_a_month_that_was_charged_before_stays_in_the_books(provider, amina):
    invoice = month(provider, amina)
    erase(open_account(EMAIL, "en"))
    worker.PARTS["delivered"]()
    hears(provider, invoice["id"], "invoice.paid")
    assert amina.donations.count() == 2
    assert list(faults()) == []


def test_who_gave_once_was_no_customer(provider, weaver):
    gives_and_pays(provider, 2_500, EMAIL)
    erase(open_account(EMAIL, "en"))
    assert not OutboxEntry.objects.filter(kind=forgetting.KIND).exists()
