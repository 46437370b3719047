"""Many donors at the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from threading import Barrier

import pytest
from django.db import connection

from payments import identifiers
from payments.actions.campaigns import open_campaign
from payments.actions.donations import reserved, settle
from payments.exceptions import Refusal
from payments.gift import Gift
from payments.models import Campaign, Donation, LedgerTransaction
from payments.readers import funding
from payments.verification import faults
from tests.payments.conftest import WEAVER, a_key, gives

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def all_at_once(askers):
    """What each asker got: a donation, or the refusal."""
    barrier = Barrier(len(askers))

    def ask(asker):
        try:
            barrier.wait()
            return asker()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(askers)) as pool:
        return list(pool.map(ask, askers))


def reserving(amount, address, key):
    gift = Gift(campaign=WEAVER, amount=amount, currency="USD", locale="en")
    return lambda: reserved(gift, key, identifiers.body_hash(asdict(gift)), address, False)


def donations_of(answers):
    return [answer for answer in answers if isinstance(answer, Donation)]


@pytest.mark.parametrize("amount", [700, 1000, 3300])
def test_a_goal_is_never_passed(amount):
    open_campaign(WEAVER, 10_000, "USD")
    answers = all_at_once([reserving(amount, f"192.0.2.{n}", a_key()) for n in range(24)])
    taken = sum(donation.amount for donation in donations_of(answers))
    campaign = Campaign.objects.get(ref=WEAVER)
    assert campaign.reserved == taken <= 10_000
    assert 10_000 - taken == 0 or 10_000 - taken >= 50
    assert all(not isinstance(answer, Exception) or answer.status == 409 for answer in answers)


def test_one_address_holds_three_reservations_at_most():
    open_campaign(WEAVER, 100_000, "USD")
    answers = all_at_once([reserving(1000, "192.0.2.7", a_key()) for _ in range(12)])
    assert len(donations_of(answers)) == 3
    assert {answer.type for answer in answers if isinstance(answer, Refusal)} == {"too-many-open"}
    assert Campaign.objects.get(ref=WEAVER).reserved == 3000


def test_one_key_makes_one_donation():
    open_campaign(WEAVER, 100_000, "USD")
    key = a_key()
    answers = all_at_once([reserving(1000, f"192.0.2.{n}", key) for n in range(12)])
    assert len({donation.pk for donation in donations_of(answers)}) == 1
    assert len(donations_of(answers)) == 12
    assert Campaign.objects.get(ref=WEAVER).reserved == 1000


def test_donors_who_race_for_the_rest_are_refused_before_they_pay(provider):
    open_campaign(WEAVER, 10_000, "USD")
    answers = all_at_once([lambda n=n: gives(5_000, address=f"192.0.2.{n}") for n in range(8)])
    assert len(donations_of(answers)) == 2
    assert all(donation.checkout_url for donation in donations_of(answers))
    assert {answer.extra["max_amount"] for answer in answers if isinstance(answer, Refusal)} == {0}


def test_settled_from_many_sides_at_once_a_gift_is_booked_once(provider):
    open_campaign(WEAVER, 10_000, "USD")
    donation = gives(5_000)
    provider.pay(donation, "amina@example.org")
    assert {answer.state for answer in all_at_once([lambda: settle(donation.pk)] * 6)} == {"paid"}
    assert (
        LedgerTransaction.objects.filter(kind="gift").count(),
        Campaign.objects.get(ref=WEAVER).received,
    ) == (1, 5_000)


def test_gifts_settled_together_are_all_counted(provider):
    open_campaign(WEAVER, 10_000, "USD")
    paid = [gives(1_000, address=f"192.0.2.{n}") for n in range(10)]
    for number, donation in enumerate(paid):
        provider.pay(donation, f"donor{number % 3}@example.org")
    all_at_once([lambda pk=donation.pk: settle(pk) for donation in paid])
    published = funding([WEAVER])[WEAVER]
    assert (published.status, published.received, published.donors) == ("funded", 10_000, 3)
    assert list(faults()) == []
