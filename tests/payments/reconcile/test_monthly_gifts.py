"""Subscriptions and invoices that no event told of, and those that are nobody's here."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from payments import gateway
from payments.actions.reconcile import (
    Report,
    gifts,
    monthly,
    movements,
    reconcile,
    window,
)
from payments.models import (
    MonthlyGift,
)
from tests.payments.conftest import gives
from tests.payments.monthly import begins, fails, month, retried
from tests.payments.reconcile.comparing import told

pytestmark = pytest.mark.django_db


def test_months_and_ends_that_no_event_brought_are_brought(provider, fund):
    gift = begins(provider, fund)
    month(provider, gift)
    gateway.cancel_subscription(gift.subscription)
    report = reconcile(*window())
    gift.refresh_from_db()
    assert (gift.state, gift.ended_by, gift.donations.count()) == ("ended", "provider", 2)
    assert report.findings == []
    assert reconcile(*window()).repaired == 0


def test_a_first_month_that_no_event_brought_begins_it(provider, fund):
    donation = gives(2_500, fund, every_month=True)
    provider.pay(donation, "amina@example.org")
    assert reconcile(*window()).findings == []
    assert MonthlyGift.objects.get().donations.count() == 1


def test_a_month_paid_at_a_later_try_is_found_by_its_charge(provider, fund):
    """Its invoice is older than what is looked at."""
    gift = begins(provider, fund)
    fails(provider, gift)
    report = Report(*window())
    retried(provider, gift)
    for theirs in gateway.charges_made(report.since, report.until):
        gifts.charge(report, theirs)
    assert gift.donations.count() == 2
    assert report.findings == []


@pytest.mark.parametrize(("minutes", "waiting", "found"), [(14, 1, set()), (16, 0, {("unknown", "ch_new")})])
def test_a_charge_whose_invoice_is_still_to_come_is_waited_for(paid, minutes, waiting, found):
    [charge], [moved] = list(gateway.charges_made(*window())), list(gateway.movements_made(*window()))
    made = timezone.now() - timedelta(minutes=minutes)
    report = Report(*window())
    gifts.charge(report, replace(charge, id="ch_new", intent="pi_new", donation=None, created=made))
    movements.movement(report, replace(moved, id="txn_new", source="ch_new"))
    assert (report.waiting, told(report)) == (waiting, found)


def test_a_subscription_of_nobody_here_is_told(provider, fund):
    theirs = gateway.retrieve_subscription(begins(provider, fund).subscription)
    report = Report(*window())
    monthly.subscription(report, replace(theirs, id="sub_other", donation=None))
    [finding] = report.findings
    assert (finding.kind, finding.subject) == ("unknown", "sub_other")
    assert "Cancel it at the provider" in finding.sentence


@pytest.mark.parametrize(("minutes", "found"), [(59, set()), (61, {"stuck"})])
def test_an_end_that_never_comes_about_is_told_after_an_hour(provider, fund, minutes, found):
    gift = begins(provider, fund)
    MonthlyGift.objects.update(end_asked_at=timezone.now() - timedelta(minutes=minutes))
    report = Report(*window())
    monthly.going_on(report)
    assert {kind for kind, subject in told(report) if subject == gift.subscription} == found


def test_a_subscription_whose_first_month_does_not_fit_is_not_left_to_charge_on(provider, fund):
    gift = begins(provider, fund)
    theirs = gateway.retrieve_subscription(gift.subscription)
    second = replace(theirs, id="sub_second", donation=gift.donations.get().pk)
    report = Report(*window())
    monthly.subscription(report, second)
    assert told(report) == {("mismatch", "sub_second"), ("unknown", "sub_second")}
    over = Report(*window())
    monthly.subscription(over, replace(second, status="canceled"))
    assert told(over) == {("mismatch", "sub_second")}


def test_a_subscription_whose_first_month_is_on_its_way_is_waited_for(provider, fund):
    donation = gives(2_500, fund, every_month=True)
    theirs = gateway.Subscription("sub_new", "incomplete", donation.pk, timezone.now())
    report = Report(*window())
    monthly.subscription(report, theirs)
    assert (report.waiting, report.findings) == (1, [])


def test_a_month_of_another_amount_is_told(provider, fund):
    gift = begins(provider, fund)
    invoice = gateway.retrieve_invoice(gift.donations.get().invoice)
    report = Report(*window())
    monthly.invoice(report, replace(invoice, amount=1))
    assert told(report) == {("mismatch", invoice.id)}
