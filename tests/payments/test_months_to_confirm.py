"""A month that the donor's bank wants confirmed: asked once by mail, on the provider's page, booked then."""

import pytest
from django.core import mail

from payments import worker
from payments.actions.monthly import ending
from payments.models import OutboxEntry
from payments.verification import faults
from tests.payments.books import campaign, unapplied
from tests.payments.conftest import DECLINED_CARD, WEAVER
from tests.payments.monthly import EMAIL, begins, hears, month, months, retried

pytestmark = pytest.mark.django_db
ASKS = "4000000000003220"


@pytest.fixture
def amina(provider, fund):
    return begins(provider, fund)


@pytest.fixture
def waiting(provider, amina):
    """Her second month, which her bank asks about; the provider has told of it."""
    invoice = month(provider, amina, ASKS)
    hears(provider, invoice["id"], "invoice.")
    return invoice


def letters():
    worker.PARTS["delivered"]()
    return [message for message in mail.outbox if "confirm" in message.subject]


def test_she_is_led_to_the_providers_page_once_however_often_it_is_told(provider, amina, waiting):
    hears(provider, waiting["id"], "invoice.", order=-1)
    (letter,) = letters()
    assert letter.to == [EMAIL]
    assert waiting["hosted_invoice_url"] in letter.body
    assert "Nothing was charged yet." in letter.body
    assert WEAVER not in letter.body and amina.donations.get().pk not in letter.body
    assert not OutboxEntry.objects.filter(kind="monthly_unpaid_mail").exists()
    assert len(months(amina)) == 1
    assert letters() == [letter]


def test_confirmed_there_it_is_booked_as_any_month(provider, amina, fund, waiting):
    provider.control(f"confirmations/{waiting['id']}")
    hears(provider, waiting["id"], "invoice.paid")
    assert len(months(amina)) == 2
    assert campaign(fund).received == 5_000
    assert letters() == []
    assert (unapplied(), list(faults())) == ([], [])


def test_an_address_that_an_event_names_is_followed_by_nobody(provider, waiting):
    """The page is read from the provider when the mail is written."""
    entry = OutboxEntry.objects.get(kind="monthly_confirm_mail")
    assert set(entry.payload) == {"monthly_gift", "invoice"}
    (letter,) = letters()
    assert provider.url in letter.body


def test_tried_again_and_declined_she_is_told_that_too(provider, amina, waiting):
    retried(provider, amina, card=DECLINED_CARD)
    hears(provider, waiting["id"], "invoice.payment_failed")
    assert OutboxEntry.objects.filter(kind="monthly_unpaid_mail").count() == 1


def test_who_has_ended_it_is_asked_nothing(amina, waiting):
    ending.end(amina.pk, by="donor")
    assert letters() == []


def test_the_next_month_that_waits_is_asked_about_anew(provider, amina, waiting):
    provider.control(f"confirmations/{waiting['id']}")
    hears(provider, waiting["id"], "invoice.paid")
    hears(provider, month(provider, amina, ASKS)["id"], "invoice.")
    assert OutboxEntry.objects.filter(kind="monthly_confirm_mail").count() == 2


def test_where_the_provider_is_out_of_reach_the_mail_waits(waiting, settings):
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    assert letters() == []
    entry = OutboxEntry.objects.get(kind="monthly_confirm_mail")
    assert (entry.done_at, entry.last_error) == (None, "APIConnectionError")


@pytest.mark.parametrize("language", ["id", "th", "zh-hans"])
def test_she_is_asked_in_her_language(provider, fund, language):
    gift = begins(provider, fund, language=language)
    invoice = month(provider, gift, ASKS)
    hears(provider, invoice["id"], "invoice.payment_action_required")
    worker.PARTS["delivered"]()
    (letter,) = [message for message in mail.outbox if invoice["hosted_invoice_url"] in message.body]
    assert "confirm" not in letter.subject
