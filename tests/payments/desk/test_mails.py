"""Mails to donors that never went out: named without address or word, and sent again by whoever may."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from payments import outbox, worker
from payments.models import OutboxEntry
from tests.payments.conftest import *  # noqa: F403  the provider and the fund
from tests.payments.desk.moving import asks, confirms, does, once, words
from tests.payments.monthly import begins

pytestmark = pytest.mark.django_db


@pytest.fixture
def undelivered(gift):
    """Amara's receipt, given up: her mailbox was full for five days."""
    entry = OutboxEntry.objects.get(kind="receipt_mail")
    gives_up(entry)
    return entry


def gives_up(entry):
    failed = {"failed_at": timezone.now(), "attempts": 17, "last_error": "SMTPRecipientsRefused"}
    OutboxEntry.objects.filter(pk=entry.pk).update(created_at=timezone.now() - timedelta(days=5), **failed)


@pytest.fixture
def address(undelivered):
    return reverse("payments_desk:send_mail", args=[undelivered.pk])


def test_nobody_but_a_finance_officer_is_answered(closed_to, address):
    everything = reverse("payments_desk:send_mails")
    closed_to(reverse("payments_desk:mails"), reverse("payments_desk:mails_results"), everything, address)
    closed_to(address, everything, method="post")


def test_an_auditor_sees_them_and_sends_none(person, signed_in, undelivered, address):
    aziz = person("aziz")
    codenames = ["access_admin", "view_ledgertransaction"]
    aziz.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    browser = signed_in(aziz)
    page = words(browser.get(reverse("payments_desk:mails")))
    assert "Receipt" in page and "Send all again" not in page
    assert browser.post(address).status_code == 302
    assert outbox.given_up().count() == 1


def test_each_is_told_with_its_kind_its_age_and_the_way_to_its_gift(gift, undelivered, desk, weaver):
    page = desk("mails")
    assert "Receipt" in page and str(gift.receipts.get()) in page and "17" in page
    for secret in ("amara", "example.org", weaver, gift.pk, "SMTP"):
        assert secret not in page


def test_one_of_a_monthly_gift_names_its_subscription(provider, fund, desk):
    gift = begins(provider, fund)
    entry = OutboxEntry.objects.create(kind="monthly_unpaid_mail", payload={"monthly_gift": gift.pk})
    gives_up(entry)
    page = desk("mails")
    assert "Month that was not paid" in page and gift.subscription in page and gift.pk not in page


def test_it_is_sent_again_in_two_pages_and_written_down(undelivered, address, fatou, finance_officer, caplog):
    caplog.set_level(logging.INFO, "payments")
    asked = asks(fatou, address)
    assert "The mail “Receipt” is sent to its donor again." in words(asked)
    assert once(asked)
    assert outbox.given_up().count() == 1
    assert "The mail is on its way." in words(does(fatou, address))
    assert f"mail {undelivered.pk} (receipt_mail) is sent again by {finance_officer.pk}" in caplog.text
    worker.PARTS["delivered"]()
    assert [message.to for message in mail.outbox] == [["amara@example.org"]]
    assert not outbox.given_up().exists()


def test_all_are_sent_again_at_once(undelivered, fatou, gift):
    again = OutboxEntry.objects.create(kind="receipt_mail", payload=undelivered.payload)
    gives_up(again)
    everything = reverse("payments_desk:send_mails")
    assert everything in words(fatou.get(reverse("payments_desk:mails")))
    assert "2 mails are sent to their donors again." in words(asks(fatou, everything))
    assert "2 mails are on their way." in words(does(fatou, everything))
    assert "No mail waits" in words(does(fatou, everything))


def test_one_that_a_colleague_sent_meanwhile_is_sent_once(undelivered, address, fatou):
    asked = asks(fatou, address)
    outbox.retry([undelivered.pk])
    assert "no longer waits" in words(confirms(fatou, address, asked))
    assert "no longer waits" in words(fatou.get(address))
    worker.PARTS["delivered"]()
    assert len(mail.outbox) == 1


def test_a_guess_finds_none(fatou, undelivered):
    guess = reverse("payments_desk:send_mail", args=[undelivered.pk + 1_000])
    assert fatou.get(guess).status_code == 404


def test_the_first_page_says_so_and_leads_there(undelivered, desk):
    page = desk("overview")
    assert "1 mail to a donor could not be delivered." in page
    assert reverse("payments_desk:mails") in page
    outbox.retry([undelivered.pk])
    assert "could not be delivered" not in desk("overview")
