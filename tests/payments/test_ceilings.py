"""Card testers are slowed: gifts begun are counted by network, campaign and overall, over all processes."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from payments import ceilings, identifiers
from payments.actions.campaigns import open_campaign
from payments.actions.donations import cancel, give
from payments.exceptions import (
    AmountAboveRemaining,
    ProofRefused,
    ProviderUnavailable,
    TooManyAttempts,
    TooManyDeclined,
)
from payments.gift import Gift
from payments.models import Donation, GivingAttempt
from payments.worker import tick
from tests.payments.conftest import WEAVER, a_key, gives, solved_proof

pytestmark = pytest.mark.django_db
TESTER, STRANGER = "192.0.2.66", "192.0.2.7"


def begins(number, address, campaign=WEAVER, minutes_ago=0):
    """So many gifts begun, without the provider."""
    for _ in range(number):
        ceilings.count(campaign, identifiers.address_hash(address))
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    GivingAttempt.objects.filter(at__gt=moment).update(at=moment)


def test_one_network_begins_only_so_many_and_others_are_not_touched(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 3
    begins(3, TESTER, minutes_ago=20)
    with pytest.raises(TooManyAttempts, match="Nothing was charged") as refused:
        gives(1_000, address=TESTER)
    assert 2_390 <= refused.value.extra["retry_after"] <= 2_401
    assert not Donation.objects.exists()
    assert gives(1_000, address=STRANGER).state == "reserved"


def test_changing_the_last_half_of_an_ipv6_address_helps_nobody(weaver, settings):
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 2
    begins(1, "2001:db8::1")
    begins(1, "2001:db8::2")
    with pytest.raises(TooManyAttempts):
        begins(1, "2001:db8::3")


def test_a_campaign_and_all_of_them_together_have_ceilings_too(provider, weaver, settings):
    open_campaign("dyer", 150_000, "USD")
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_CAMPAIGN = 2
    settings.SIXDEGREE_PAYMENTS_BEGUN_OVERALL = 3
    for address in (TESTER, STRANGER):
        begins(1, address)
    with pytest.raises(TooManyAttempts):
        gives(1_000, address="192.0.2.8")
    assert gives(1_000, "dyer", address="192.0.2.8").state == "reserved"
    with pytest.raises(TooManyAttempts):
        gives(1_000, "dyer", address="192.0.2.9")


def test_after_an_hour_there_is_room_again_and_what_was_counted_is_forgotten(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 1
    begins(1, TESTER, minutes_ago=61)
    assert tick()["attempts_forgotten"] == 1
    assert gives(1_000, address=TESTER).state == "reserved"


def test_what_is_kept_names_no_network(weaver):
    begins(1, TESTER)
    kept = str(GivingAttempt.objects.values().get())
    assert TESTER not in kept
    assert identifiers.address_hash(TESTER) not in kept


def test_cancelling_frees_no_attempt(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 2
    for _ in range(2):
        cancel(gives(1_000, address=TESTER).pk)
    with pytest.raises(TooManyAttempts):
        gives(1_000, address=TESTER)


def test_a_gift_refused_by_published_figures_or_without_a_proof_is_none_begun(weaver):
    with pytest.raises(AmountAboveRemaining):
        gives(150_001)
    with pytest.raises(ProofRefused):
        give(Gift(WEAVER, 1_000, "USD", "en"), key=a_key(), address=TESTER)
    assert not GivingAttempt.objects.exists()


def test_one_key_makes_the_provider_work_only_so_often(provider, weaver, settings):
    """While the provider is out of reach each sending again asks it again."""
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 3
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    key = a_key()
    for _ in range(3):
        with pytest.raises(ProviderUnavailable):
            gives(1_000, address=TESTER, key=key)
    with pytest.raises(TooManyAttempts):
        gives(1_000, address=TESTER, key=key)
    assert Donation.objects.count() == 1


def test_a_network_whose_cards_were_declined_over_and_over_waits(provider, weaver):
    for _ in range(2):
        ceilings.note_declined(WEAVER, identifiers.address_hash(TESTER))
    with pytest.raises(TooManyDeclined, match="did not go through"):
        gives(1_000, address=TESTER)
    assert gives(1_000, address=STRANGER).state == "reserved"


def test_the_api_says_when_to_come_back(weaver, client, settings):
    settings.SIXDEGREE_PAYMENTS_BEGUN_PER_NETWORK = 0
    body = {"campaign": WEAVER, "amount": 2_500, "currency": "USD", "locale": "en"}
    headers = {"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof()}
    answer = client.post(
        "/api/v1/donations/", json.dumps(body), content_type="application/json", headers=headers
    )
    assert (answer.status_code, answer.json()["type"]) == (429, "too-many-attempts")
    assert int(answer.headers["Retry-After"]) == answer.json()["retry_after"] > 0
