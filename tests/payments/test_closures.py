"""Who closed a campaign is believed for good: no write of the database itself reopens one."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from payments.actions.campaigns import close_campaign, open_campaign, pause_campaign
from payments.exceptions import CampaignClosed
from payments.models import CampaignClosure, Donation
from tests.payments.conftest import a_key, gives

pytestmark = pytest.mark.django_db

STOPS = pytest.mark.parametrize("stop", [close_campaign, pause_campaign])


def written(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@STOPS
def test_a_closure_cannot_be_deleted(weaver, stop):
    stop(weaver)
    with pytest.raises(IntegrityError, match="never deleted"):
        written("DELETE FROM sixdegree_payments_campaignclosure")
    with pytest.raises(CampaignClosed):
        gives(2_500)


@STOPS
@pytest.mark.parametrize(
    "change",
    [
        {"campaign_ref": "another"},
        {"kind": "paused", "lifted_at": timezone.now(), "campaign_ref": "another"},
        {"at": timezone.now() - timedelta(days=1)},
        {"lifted_at": None},
        {"id": 9_999},
    ],
)
def test_a_closure_cannot_be_rewritten(weaver, stop, change):
    stop(weaver)
    with pytest.raises(DatabaseError, match=r"a closure is final|can only be updated"), transaction.atomic():
        CampaignClosure.objects.update(**change)


@pytest.mark.parametrize("change", [{"kind": "paused"}, {"kind": "paused", "lifted_at": timezone.now()}])
def test_what_was_closed_for_good_does_not_become_a_pause(weaver, change):
    close_campaign(weaver)
    with pytest.raises(IntegrityError, match="a closure is final"), transaction.atomic():
        CampaignClosure.objects.update(**change)


def test_a_pause_is_lifted_once_and_its_time_is_kept(weaver):
    pause_campaign(weaver)
    open_campaign(weaver, 150_000, "USD")
    for change in [{"lifted_at": None}, {"lifted_at": timezone.now()}]:
        with pytest.raises(IntegrityError, match="a closure is final"), transaction.atomic():
            CampaignClosure.objects.update(**change)
    pause_campaign(weaver)
    assert CampaignClosure.objects.filter(lifted_at=None).count() == 1


@STOPS
def test_a_key_sent_again_after_the_end_opens_no_payment_page(provider, weaver, stop):
    key = a_key()
    begun = gives(2_500, key=key)
    assert begun.checkout_url
    Donation.objects.filter(pk=begun.pk).update(session_id="", checkout_url="")
    stop(weaver)
    with pytest.raises(CampaignClosed):
        gives(2_500, key=key)
    assert not Donation.objects.get(pk=begun.pk).checkout_url
