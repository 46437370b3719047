"""Too many declined cards close a payment page, and what the donor is told says nothing of why."""

import json

import pytest
from django.core import mail
from django.test import Client

from payments import gateway
from payments.actions import events
from payments.actions.donations import settle
from payments.exceptions import TooManyDeclined
from payments.models import Campaign, GivingAttempt, ProviderEvent
from tests.payments.conftest import DECLINED_CARD, WEAVER, gives

pytestmark = pytest.mark.django_db
TESTER = "192.0.2.66"
# Each declined for a reason of its own.
STOLEN = ["4000000000000002", "4000000000009995", "4000000000000069", "4000000000000127"]


def told(provider, donation):
    """The events about this donation come, oldest first, and are applied."""
    for event in reversed(provider.events()):
        named = event["data"]["object"]
        if (named.get("metadata") or {}).get("donation") != donation.pk:
            continue
        if ProviderEvent.objects.filter(event_id=event["id"]).exists():
            continue
        row = ProviderEvent.objects.create(
            event_id=event["id"], type=event["type"], livemode=False, body=json.dumps(event)
        )
        events.apply(row)
    donation.refresh_from_db()
    return donation


def test_the_third_declined_card_closes_the_page_and_frees_the_amount(provider, weaver):
    donation = gives(2_500)
    for declined in range(1, 4):
        assert told(provider, donation).state == "reserved", declined
        assert provider.pay(donation, "amina@example.org", STOLEN[declined]) == "declined"
    assert told(provider, donation).state == "released"
    assert gateway.retrieve_session(donation.session_id).status == "expired"
    assert provider.pay(donation, "amina@example.org") == "expired"
    assert Campaign.objects.get(ref=WEAVER).reserved == 0


def test_a_donor_who_mistypes_twice_still_gives(provider, weaver):
    donation = gives(2_500)
    for card in STOLEN[:2]:
        provider.pay(donation, "amina@example.org", card)
        told(provider, donation)
    provider.pay(donation, "amina@example.org")
    assert settle(donation.pk).state == "paid"
    assert not GivingAttempt.objects.filter(declined=True).exists()


def test_declines_told_late_take_nothing_from_a_paid_gift(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_DECLINES_PER_RESERVATION = 1
    donation = gives(2_500)
    provider.pay(donation, "amina@example.org", DECLINED_CARD)
    provider.pay(donation, "amina@example.org")
    assert told(provider, donation).state == "paid"


def test_a_card_tester_gets_six_tries_an_hour_from_one_network(provider, weaver):
    """Two pages of three cards, whatever keys and proofs he has; nobody else is hindered."""
    tried = 0
    with pytest.raises(TooManyDeclined) as refused:
        for _page in range(20):
            donation = gives(1_000, address=TESTER)
            while told(provider, donation).state == "reserved":
                tried += 1
                provider.pay(donation, f"tester{tried}@example.org", STOLEN[tried % len(STOLEN)])
    assert tried == 6
    for reason in ("declined", "funds", "expired", "security", "stolen"):
        assert reason not in refused.value.detail.lower()
    assert gives(1_000, address="192.0.2.7").state == "reserved"
    assert not mail.outbox


def test_the_page_after_a_closed_one_says_nothing_of_the_card(provider, weaver):
    donation = gives(2_500)
    for card in STOLEN[:3]:
        provider.pay(donation, "amina@example.org", card)
    told(provider, donation)
    page = Client().get(f"/en/thanks/{donation.pk}/").content.decode().lower()
    assert "this payment was not completed" in page
    assert not [word for word in ("insufficient", "expired", "cvc", "declined", "stolen") if word in page]


def test_a_charge_that_is_none_of_ours_is_left_alone(provider, weaver):
    body = '{"data": {"object": {"object": "charge", "id": "ch_1", "metadata": {}}}}'
    event = ProviderEvent.objects.create(event_id="evt_1", type="charge.failed", livemode=False, body=body)
    events.apply(event)
    event.refresh_from_db()
    assert event.applied_at and not event.quarantined_at
