"""Giving back: asked of the provider once, booked as it says, borne by whoever must."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from payments import gateway
from payments.actions import disputes, refunds
from payments.actions.campaigns import open_campaign
from payments.actions.refunds import refund
from payments.exceptions import RefundRefused
from payments.models import Campaign, Donation, FundBalance, FundingSnapshot, Refund
from payments.verification import faults, held_by
from payments.worker import tick
from tests.payments.books import OFFICER, balances, campaign, told, unapplied
from tests.payments.conftest import WEAVER, gives, gives_and_pays

pytestmark = pytest.mark.django_db


def test_a_whole_gift_given_back_counts_no_longer(provider, weaver):
    kept = gives_and_pays(provider, 2_500, "amina@example.org")
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    done = refund(donation.pk, 5_000, by=OFFICER, reason="paid twice")
    assert (done.state, done.by) == ("succeeded", OFFICER)
    assert (campaign().received, campaign().gifts) == (2_500, 1)
    donation.refresh_from_db()
    assert (donation.counted, donation.refunded, donation.state) == (0, 5_000, "paid")
    assert balances()[f"campaign:{WEAVER}"] == -kept.amount
    assert "refunds" not in balances()
    assert list(faults()) == []


def test_the_fee_of_a_gift_given_back_stays_the_organisations(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    fee = held_by("provider_fees", "USD")
    refund(donation.pk, 5_000, by=OFFICER, reason="")
    assert balances() == {"provider_fees": fee, "provider_cash": -fee}


def test_what_covered_the_fee_goes_back_with_the_last_of_the_gift(provider, weaver):
    donation = gives_and_pays(provider, 2_500, "bo@example.org", fee_cover=True)
    assert refund(donation.pk, 1_000, by=OFFICER, reason="").fee_cover == 0
    last = refund(donation.pk, 1_500, by=OFFICER, reason="")
    assert (last.amount, last.fee_cover, last.total) == (1_500, donation.fee_cover, 1_606)
    assert provider.get(f"charges/{donation.charge}")["refunded"]
    assert "fee_cover" not in balances()
    assert list(faults()) == []


def test_a_part_given_back_leaves_the_rest_and_the_donor(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    refund(donation.pk, 1_000, by=OFFICER, reason="")
    assert (campaign().received, campaign().gifts) == (4_000, 1)
    refund(donation.pk, 4_000, by=OFFICER, reason="")
    assert (campaign().received, campaign().gifts) == (0, 0)
    assert list(faults()) == []


def test_no_more_is_given_back_than_was_given(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    refund(donation.pk, 4_000, by=OFFICER, reason="")
    with pytest.raises(RefundRefused) as refused:
        refund(donation.pk, 1_001, by=OFFICER, reason="")
    assert refused.value.extra["max_amount"] == 1_000
    with pytest.raises(IntegrityError), transaction.atomic():
        Donation.objects.filter(pk=donation.pk).update(refunded=5_001)


@pytest.mark.parametrize("amount", [0, -100])
def test_nothing_and_less_is_no_refund(provider, weaver, amount):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    with pytest.raises(RefundRefused):
        refund(donation.pk, amount, by=OFFICER, reason="")


def test_what_is_not_paid_is_not_given_back(provider, weaver):
    with pytest.raises(RefundRefused):
        refund(gives(2_500).pk, 2_500, by=OFFICER, reason="")


def test_a_part_that_leaves_what_nobody_can_give_names_those_that_do_not(provider, weaver):
    donation = gives_and_pays(provider, 100_000, "bo@example.org")
    gives(50_000, address="192.0.2.9")
    with pytest.raises(RefundRefused) as refused:
        refund(donation.pk, 30, by=OFFICER, reason="")
    assert refused.value.extra["amounts"] == [50, 100_000]
    assert "USD\xa00.50" in refused.value.detail
    assert "USD\xa01,000" in refused.value.detail
    refund(donation.pk, 50, by=OFFICER, reason="")
    assert campaign().received == 99_950


def test_once_funded_the_fund_bears_it_and_the_case_keeps_all(provider, weaver, fund):
    gives_and_pays(provider, 30_000, "mei@example.org", fund)
    donation = gives_and_pays(provider, 150_000, "bo@example.org")
    refund(donation.pk, 40_000, by=OFFICER, reason="")
    assert (campaign().received, campaign().funded_on is not None) == (150_000, True)
    assert balances()[f"campaign:{WEAVER}"] == -150_000
    assert balances()["organisation"] == 10_000
    assert FundBalance.objects.get(currency="USD").amount == 0
    assert list(faults()) == []


def test_the_database_keeps_what_a_funded_campaign_received(provider, weaver):
    gives_and_pays(provider, 150_000, "bo@example.org")
    for change in ({"received": 149_950}, {"funded_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.filter(ref=WEAVER).update(**change)


def test_a_gift_to_the_fund_is_given_back_by_the_fund(provider, fund):
    donation = gives_and_pays(provider, 3_000, "mei@example.org", fund, currency="EUR")
    refund(donation.pk, 3_000, by=OFFICER, reason="")
    assert FundBalance.objects.get(currency="EUR").amount == 0
    assert (campaign(fund).gifts, campaign(fund).received) == (0, 0)
    assert list(faults()) == []


def test_what_is_given_back_is_published_as_gifts_are(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 2
    donations = [gives_and_pays(provider, 5_000, f"{name}@example.org") for name in ("bo", "mei")]
    assert FundingSnapshot.objects.latest("version").received == 10_000
    refund(donations[0].pk, 5_000, by=OFFICER, reason="")
    assert FundingSnapshot.objects.latest("version").received == 10_000
    assert campaign().unpublished_since
    refund(donations[1].pk, 5_000, by=OFFICER, reason="")
    last = FundingSnapshot.objects.latest("version")
    assert (last.received, last.gifts, last.donors) == (0, 0, 0)


def test_while_the_provider_is_out_of_reach_the_refund_waits_and_is_made_once(provider, weaver, settings):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    reachable = settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = "http://127.0.0.1:9"
    waiting = refund(donation.pk, 5_000, by=OFFICER, reason="")
    assert (waiting.state, campaign().received) == ("requested", 5_000)
    with pytest.raises(RefundRefused):
        refund(donation.pk, 5_000, by=OFFICER, reason="")
    settings.SIXDEGREE_PAYMENTS_STRIPE_API_BASE = reachable
    assert tick()["refunds"] == 0
    Refund.objects.update(asked_at=timezone.now() - timedelta(minutes=3))
    assert tick()["refunds"] == 1
    assert (Refund.objects.get().state, campaign().received) == ("succeeded", 0)


def test_a_lost_answer_is_found_again_and_not_made_twice(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    done = refund(donation.pk, 2_000, by=OFFICER, reason="")
    made = provider.get(f"refunds?charge={donation.charge}")["data"]
    again = refunds.send_again(done)
    assert (again.provider_id, len(made)) == (made[0]["id"], 1)
    assert len(provider.get(f"refunds?charge={donation.charge}")["data"]) == 1
    assert campaign().received == 3_000


@pytest.mark.parametrize(
    "change", [{"amount": 1}, {"by": "other"}, {"state": "requested", "provider_id": None}]
)
def test_a_refunds_facts_are_final(provider, weaver, change):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    refund(donation.pk, 5_000, by=OFFICER, reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.all()._raw_delete("default")


def test_the_goal_is_free_again_for_others(provider, weaver):
    donation = gives_and_pays(provider, 100_000, "bo@example.org")
    refund(donation.pk, 100_000, by=OFFICER, reason="")
    open_campaign(WEAVER, 150_000, "USD")
    assert gives_and_pays(provider, 150_000, "mei@example.org").state == "paid"
    assert campaign().funded_on


def test_a_refund_that_the_bank_sends_back_counts_again(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    done = refund(donation.pk, 5_000, by=OFFICER, reason="")
    provider.control(f"refunds/{done.provider_id}", status="failed")
    told(provider, donation.charge, "refund.", "charge.refund")
    done.refresh_from_db()
    assert (done.state, done.failure, unapplied()) == ("failed", "expired_or_canceled_card", [])
    assert (campaign().received, campaign().gifts) == (5_000, 1)
    assert "refunds" not in balances()
    assert list(faults()) == []
    assert refund(donation.pk, 5_000, by=OFFICER, reason="again").state == "succeeded"
    assert campaign().received == 0


def test_a_refund_sent_back_after_others_filled_the_goal_goes_to_the_fund(provider, weaver, fund):
    donation = gives_and_pays(provider, 100_000, "bo@example.org")
    done = refund(donation.pk, 100_000, by=OFFICER, reason="")
    gives_and_pays(provider, 150_000, "mei@example.org")
    provider.control(f"refunds/{done.provider_id}", status="failed")
    told(provider, donation.charge, "refund.failed")
    assert campaign().received == 150_000
    assert FundBalance.objects.get(currency="USD").amount == 100_000
    assert (unapplied(), list(faults())) == ([], [])


def test_a_refund_made_at_the_provider_itself_is_booked_as_one(provider, weaver):
    donation = gives_and_pays(provider, 5_000, "bo@example.org")
    refunded_at_the_provider(donation, 2_000)
    for _ in range(2):
        told(provider, donation.charge, "charge.refunded", "refund.")
    assert (Refund.objects.get().by, campaign().received, unapplied()) == ("provider", 3_000, [])
    assert list(faults()) == []


@pytest.mark.parametrize("taken", [1_000, 2_550])
def test_what_is_left_after_the_bank_took_a_part_comes_back_with_the_cover(provider, weaver, fund, taken):
    donation = gives_and_pays(provider, 2_500, "bo@example.org", fee_cover=True)
    assert donation.charged == 2_606
    dispute = provider.control(f"disputes/{donation.charge}", amount=taken)
    told(provider, donation.charge, "charge.dispute")
    disputes.accept(dispute["id"], by=OFFICER)
    refunded_at_the_provider(donation, 2_606 - taken)
    told(provider, donation.charge, "charge.refunded", "refund.")
    made = Refund.objects.get()
    assert (made.amount, made.total) == (max(0, 2_500 - taken), 2_606 - taken)
    assert {"fee_cover", "organisation", "refunds"} & balances().keys() == set()
    assert (campaign().received, unapplied(), list(faults())) == (0, [], [])


def test_what_was_given_back_before_we_heard_of_the_gift_books_both(provider, weaver):
    donation = gives(5_000)
    provider.pay(donation, "bo@example.org")
    charge = provider.get(f"checkout/sessions/{donation.session_id}?expand[]=payment_intent")
    donation.charge = charge["payment_intent"]["latest_charge"]
    refunded_at_the_provider(donation, 5_000)
    told(provider, donation.charge, "charge.refunded", "refund.")
    donation.refresh_from_db()
    assert (donation.state, donation.refunded, campaign().received, unapplied()) == ("paid", 5_000, 0, [])
    assert list(faults()) == []


def refunded_at_the_provider(donation, amount):
    gateway.client().v1.refunds.create(params={"charge": donation.charge, "amount": amount})
