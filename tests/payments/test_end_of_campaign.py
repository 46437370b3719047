"""A campaign that has an end is never open past it, whoever writes to it and whatever it waited for."""

import threading
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from payments import identifiers, worker
from payments.actions.campaigns import close_campaign, open_campaign
from payments.actions.donations import reserved
from payments.exceptions import CampaignClosed, Refusal
from payments.gift import Gift
from payments.models import Campaign, Donation
from payments.readers import funding
from tests.payments.conftest import WEAVER, a_key, gives

SECOND = timedelta(seconds=1)


def ends(after):
    open_campaign(WEAVER, 150_000, "USD", timezone.now() + after)


def a_reservation(address="192.0.2.9"):
    gift = Gift(campaign=WEAVER, amount=2_500, currency="USD", locale="en")
    return reserved(gift, a_key(), identifiers.body_hash(asdict(gift)), address, False)


def waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone() is not None


@pytest.mark.django_db(transaction=True)
def test_before_its_end_it_takes_a_gift_and_from_then_on_none(provider):
    ends(timedelta(hours=1))
    assert gives(2_500).state == "reserved"
    Campaign.objects.update(open_until=timezone.now() - SECOND)
    with pytest.raises(CampaignClosed):
        gives(2_500)
    # Also past the refusal that is asked first: by the statement itself.
    with pytest.raises(CampaignClosed):
        a_reservation()
    assert Campaign.objects.get().reserved == 2_500


@pytest.mark.django_db
def test_a_new_end_opens_it_again_and_none_given_changes_nothing(provider):
    ends(-SECOND)
    assert funding([WEAVER])[WEAVER].status == "closed"
    open_campaign(WEAVER, 150_000, "USD")
    assert funding([WEAVER])[WEAVER].status == "closed"
    ends(timedelta(hours=1))
    assert funding([WEAVER])[WEAVER].status == "open"


@pytest.mark.django_db
def test_the_database_itself_takes_no_gift_past_the_end(provider):
    ends(timedelta(hours=1))
    given = gives(2_500)
    fields = {field.attname: getattr(given, field.attname) for field in Donation._meta.local_fields}
    Campaign.objects.update(open_until=timezone.now() - SECOND)
    another = {**fields, "id": "x" * 22, "key_hash": "k" * 64, "address_slot": 2}
    with pytest.raises(IntegrityError, match="takes no gift any more"), transaction.atomic():
        Donation.objects.create(**another)
    Campaign.objects.update(open_until=None)
    close_campaign(WEAVER)
    with pytest.raises(IntegrityError, match="takes no gift any more"), transaction.atomic():
        Donation.objects.create(**another)


@pytest.mark.django_db(transaction=True)
def test_its_open_payments_are_ended_and_its_figures_say_closed(provider):
    ends(timedelta(hours=1))
    donation = gives(2_500)
    Campaign.objects.update(open_until=timezone.now() - SECOND)
    assert worker.end_sessions() == 1
    donation.refresh_from_db()
    assert donation.state == Donation.State.RELEASED
    worker.publish_snapshots()
    assert funding([WEAVER])[WEAVER].status == "closed"
    assert Campaign.objects.get().reserved == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["closed", "past its end"])
def test_a_gift_that_waited_for_the_campaign_while_it_ended_is_refused(how):
    """The statement saw it open when it began; what decides is what is true when the gift is written."""
    ends(timedelta(hours=1))
    outcome = {}

    def from_another_connection():
        try:
            outcome["donation"] = a_reservation()
        except Refusal as refusal:
            outcome["refusal"] = refusal
        finally:
            connections.close_all()

    thread = threading.Thread(target=from_another_connection)
    with transaction.atomic():
        # Somebody else's gift is being counted.
        Campaign.objects.select_for_update().get()
        thread.start()
        while not waits_for_a_lock():
            assert thread.is_alive()
        if how == "closed":
            close_campaign(WEAVER)
        else:
            Campaign.objects.update(open_until=timezone.now() - SECOND)
    thread.join()
    assert isinstance(outcome.get("refusal"), CampaignClosed), outcome
    assert not Donation.objects.exists()
    assert Campaign.objects.get().reserved == 0
