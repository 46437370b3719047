"""The first page: what is where, and what waits for a person."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from payments.models import Donation, OutboxEntry, ProviderEvent
from tests.payments.conftest import gives

pytestmark = pytest.mark.django_db


def test_nobody_but_a_finance_officer_is_answered(closed_to):
    closed_to(reverse("payments_desk:overview"))


def test_only_the_finance_officer_finds_the_desk_in_the_menu(fatou, editor, signed_in):
    address = reverse("payments_desk:donations")
    assert address in fatou.get(reverse("wagtailadmin_home")).content.decode()
    assert address not in signed_in(editor).get(reverse("wagtailadmin_home")).content.decode()


def test_no_browser_keeps_it(fatou):
    assert "no-store" in fatou.get(reverse("payments_desk:overview"))["Cache-Control"]


def test_before_the_first_gift_nothing_is_anywhere_and_nothing_waits(desk):
    page = desk("overview")
    assert "No gift has come yet." in page
    assert "Nothing waits for you." in page


def test_it_tells_in_each_currency_what_was_given_and_where_it_is(gift, desk):
    gives(1_000, address="192.0.2.7")
    page = desk("overview").replace("\N{NO-BREAK SPACE}", " ")
    for figure in ("Received", "USD 25", "Being paid", "USD 10", "fees", "In the fund", "At the provider"):
        assert figure in page


def test_events_that_fit_nothing_wait_until_they_are_closed(desk):
    event = ProviderEvent.objects.create(
        event_id="evt_1", type="charge.refunded", livemode=False, quarantined_at=timezone.now()
    )
    assert "1 event of the payment provider fits nothing here" in desk("overview")
    ProviderEvent.objects.filter(pk=event.pk).update(closed_at=timezone.now())
    assert "Nothing waits for you." in desk("overview")


def test_a_payment_that_does_not_end_is_told_of_after_an_hour(provider, weaver, desk):
    donation = gives(1_000)
    assert "under way" not in desk("overview")
    Donation.objects.filter(pk=donation.pk).update(reserved_at=timezone.now() - timedelta(minutes=61))
    assert "1 payment has been under way for more than an hour." in desk("overview")


def test_a_donors_choice_that_cannot_be_carried_out_is_told_of_after_five_tries(gift, desk):
    entry = OutboxEntry.objects.create(kind="offer_answered", payload={"donation": gift.pk}, attempts=4)
    assert "could not be carried out" not in desk("overview")
    OutboxEntry.objects.filter(pk=entry.pk).update(attempts=5)
    page = desk("overview")
    assert "1 donor&#x27;s choice of what becomes of a gift could not be carried out yet." in page
    assert reverse("payments_desk:donation", args=[gift.reference]) in page and gift.pk not in page
    OutboxEntry.objects.filter(pk=entry.pk).update(done_at=timezone.now())
    assert "could not be carried out" not in desk("overview")
