"""What is given every month: seen at the desk, and ended there by whoever proves who they are."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from payments.models import MonthlyGift
from tests.payments.conftest import *  # noqa: F403  the provider and the fund
from tests.payments.desk.moving import asks, confirms, does, once, words
from tests.payments.monthly import begins

pytestmark = pytest.mark.django_db


@pytest.fixture
def monthly(provider, fund):
    """USD 25 every month."""
    return begins(provider, fund)


@pytest.fixture
def address(monthly):
    return reverse("payments_desk:end_monthly_gift", args=[monthly.subscription])


def test_nobody_but_a_finance_officer_is_answered(closed_to, address):
    closed_to(reverse("payments_desk:monthly_gifts"), reverse("payments_desk:monthly_gifts_results"), address)
    closed_to(address, method="post")


def test_each_is_listed_with_its_months_and_without_its_donor(monthly, desk):
    page = desk("monthly_gifts")
    assert monthly.subscription in page and "USD 25" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "amina" not in page and monthly.pk not in page


def test_it_is_ended_in_two_pages_by_whoever_proves_who_they_are(monthly, address, fatou, finance_officer):
    asked = asks(fatou, address)
    assert "The monthly gift of USD 25 ends." in words(asked)
    assert once(asked)
    confirms(fatou, address, asked, password="a guess")
    monthly.refresh_from_db()
    assert monthly.end_asked_at is None
    assert "The monthly gift has ended." in words(does(fatou, address))
    monthly.refresh_from_db()
    assert (monthly.state, monthly.ended_by) == ("ended", str(finance_officer.pk))


def test_one_that_has_ended_says_so(monthly, address, fatou):
    does(fatou, address)
    assert "has ended already" in words(fatou.get(address))


def test_one_that_was_ended_and_goes_on_is_told_of_after_an_hour(monthly, desk):
    for minutes, told in [(59, False), (61, True)]:
        MonthlyGift.objects.update(end_asked_at=timezone.now() - timedelta(minutes=minutes))
        page = desk("overview")
        assert ("1 monthly gift was ended here and goes on at the provider." in page) is told
    MonthlyGift.objects.update(state="ended", ended_at=timezone.now())
    assert "goes on at the provider" not in desk("overview")


def test_a_guess_finds_none(fatou, monthly):
    assert fatou.get(reverse("payments_desk:end_monthly_gift", args=["sub_0"])).status_code == 404
    assert MonthlyGift.objects.get().end_asked_at is None


def test_a_month_is_found_by_the_invoice_that_paid_it(monthly, fatou, desk):
    (first,) = monthly.donations.all()
    assert first.reference in desk("donations", q=first.invoice)
    assert first.reference in desk("donations", q=monthly.subscription)
    assert first.invoice in desk("donation", first.reference)
