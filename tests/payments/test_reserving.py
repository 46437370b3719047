"""Which gifts are taken, and the sentence for those that are not."""

import secrets
import uuid

import pytest

from payments import identifiers, reservation
from payments.actions.campaigns import close_campaign, open_campaign, open_fund, pause_campaign
from payments.actions.donations import cancel
from payments.exceptions import (
    AmountAboveRemaining,
    AmountRefused,
    CampaignClosed,
    CampaignFunded,
    CampaignNotFound,
    KeyRefused,
    RemainderTooSmall,
    TooManyOpen,
    TooManyWaited,
    WrongCurrency,
)
from payments.models import Campaign, Donation
from tests.payments.conftest import WEAVER, a_key, gives, gives_and_pays

pytestmark = pytest.mark.django_db


def reserved():
    return Campaign.objects.get(ref=WEAVER).reserved


def test_a_gift_is_reserved_and_given_a_payment_page(provider, weaver):
    donation = gives(2_500)
    assert donation.checkout_url.startswith(provider.url)
    assert (donation.state, reserved()) == ("reserved", 2_500)


def test_the_provider_learns_amount_programme_and_donation_alone(provider, weaver):
    donation = gives(2_500)
    params = Donation.objects.get(pk=donation.pk).checkout_params
    assert params["line_items"][0]["price_data"] == {
        "currency": "usd",
        "unit_amount": 2_500,
        "product_data": {"name": "Sixdegree"},
    }
    assert params["client_reference_id"] == donation.pk
    assert weaver not in str(params)


def test_the_same_key_returns_the_same_donation(provider, weaver):
    key = a_key()
    first, second = gives(2_500, key=key), gives(2_500, key=key)
    assert (first.pk, first.checkout_url) == (second.pk, second.checkout_url)
    assert reserved() == 2_500


def test_the_same_key_with_another_amount_is_refused(provider, weaver):
    key = a_key()
    gives(2_500, key=key)
    with pytest.raises(KeyRefused):
        gives(2_600, key=key)
    assert reserved() == 2_500


WEAK = [
    "",
    "short",
    "a" * 40,
    "x" * 300,
    "with spaces in it, 1234567",
    str(uuid.uuid4()),
    str(uuid.uuid4()).upper(),
    secrets.token_hex(15),
    secrets.token_urlsafe(15),
]


@pytest.mark.parametrize("weak", WEAK, ids=range(len(WEAK)))
def test_a_key_of_less_than_128_random_bits_is_refused(weaver, weak):
    with pytest.raises(KeyRefused, match="at least 128 random bits"):
        gives(2_500, key=weak or " ")


@pytest.mark.parametrize("strong", [secrets.token_hex(16), secrets.token_urlsafe(16)], ids=["hex", "url"])
def test_a_key_of_128_random_bits_is_taken(provider, weaver, strong):
    gives(2_500, key=strong)
    assert reserved() == 2_500


def test_an_amount_above_the_published_remaining_learns_that_figure_only(provider, weaver):
    gives(100_000)
    with pytest.raises(AmountAboveRemaining) as refused:
        gives(150_001)
    assert refused.value.extra == {"max_amount": 150_000}


def test_an_amount_within_the_published_remaining_learns_what_is_left(provider, weaver):
    gives(100_000)
    with pytest.raises(AmountAboveRemaining) as refused:
        gives(60_000)
    assert refused.value.extra == {"max_amount": 50_000}
    assert "USD\N{NO-BREAK SPACE}500" in refused.value.detail


def test_when_all_is_being_paid_nothing_more_is_taken(provider, weaver):
    gives(150_000)
    with pytest.raises(AmountAboveRemaining) as refused:
        gives(1_000)
    assert refused.value.extra == {"max_amount": 0}


def test_a_gift_may_not_leave_what_nobody_can_pay(provider, weaver):
    gives(149_000)
    with pytest.raises(RemainderTooSmall) as refused:
        gives(980)
    assert refused.value.extra == {"amounts": [950, 1_000], "max_amount": 1_000}
    assert gives(950).amount == 950
    assert gives(50).amount == 50


def test_a_gift_that_fits_again_when_the_reason_is_read_is_taken(provider, weaver, monkeypatch):
    """Another donor lets go in the moment between the refused reservation and the look at why."""
    held, reserve = [gives(150_000)], reservation.reserve

    def just_before_a_cancellation(request):
        done = reserve(request)
        if held:
            cancel(held.pop().pk)
        return done

    monkeypatch.setattr(reservation, "reserve", just_before_a_cancellation)
    assert gives(150_000).amount == reserved() == 150_000
    assert held == []


def test_where_only_all_of_it_fits_only_that_is_offered(provider, weaver):
    gives(149_920)
    with pytest.raises(RemainderTooSmall) as refused:
        gives(60)
    assert refused.value.extra["amounts"] == [80]


def test_an_address_holds_three_open_reservations(provider, weaver):
    held = [gives(1_000) for _ in range(3)]
    with pytest.raises(TooManyOpen):
        gives(1_000)
    assert gives(1_000, address="192.0.2.2").state == "reserved"
    cancel(held[0].pk)
    assert gives(1_000).state == "reserved"


def test_paid_gifts_do_not_count_as_open(provider, weaver):
    for _ in range(4):
        gives_and_pays(provider, 1_000, "amina@example.org")
    assert reserved() == 0


def test_neighbours_of_one_ipv6_network_are_one_address(settings):
    one, other = identifiers.address_hash("2001:db8::1"), identifiers.address_hash("2001:db8::ffff:1")
    assert one == other != identifiers.address_hash("2001:db8:0:1::1")
    assert identifiers.address_hash("::ffff:192.0.2.1") == identifiers.address_hash("192.0.2.1")


@pytest.mark.parametrize("amount", [1, 49, 100_000_000])
def test_amounts_the_provider_cannot_charge_are_refused(weaver, amount):
    with pytest.raises(AmountRefused) as refused:
        gives(amount)
    assert refused.value.extra == {"min_amount": 50, "max_amount": 99_999_999}


def test_a_case_takes_its_own_currency_only(weaver):
    with pytest.raises(WrongCurrency) as refused:
        gives(2_500, currency="EUR")
    assert refused.value.status == 422
    assert refused.value.extra == {"currencies": ["USD"]}


def test_the_fund_takes_any_configured_currency_without_a_goal(provider):
    open_fund("fund", "USD")
    euros = gives_and_pays(provider, 500_000, "amina@example.org", "fund", currency="EUR")
    dollars = gives_and_pays(provider, 700_000, "amina@example.org", "fund")
    assert (euros.state, dollars.state) == ("paid", "paid")
    assert Campaign.objects.get(ref="fund").received == 700_000
    with pytest.raises(WrongCurrency):
        gives(500_000, "fund", currency="KRW")


def test_an_unknown_campaign_is_not_found(db):
    with pytest.raises(CampaignNotFound):
        gives(2_500, "nobody")


@pytest.mark.parametrize("stop", [close_campaign, pause_campaign])
def test_a_stopped_campaign_takes_nothing(weaver, stop):
    stop(weaver)
    with pytest.raises(CampaignClosed):
        gives(2_500)
    assert reserved() == 0


def refusal_of(campaign):
    with pytest.raises((CampaignClosed, CampaignFunded)) as refused:
        gives(2_500, campaign)
    return refused.value.detail


def test_whoever_comes_too_late_is_led_to_the_fund_while_there_is_one(provider, weaver, fund):
    open_campaign("tailor", 2_500, "USD")
    gives_and_pays(provider, 2_500, "amina@example.org", "tailor")
    close_campaign(weaver)
    assert refusal_of(weaver).endswith("You can give to the fund instead.")
    assert refusal_of("tailor").endswith("You can give to another person or to the fund.")
    close_campaign(fund)
    for campaign in (weaver, "tailor"):
        assert refusal_of(campaign).endswith("You can give to another person.")
    assert refusal_of(fund) == "The fund takes no gifts now. You can give to a person."


def test_a_closure_is_asked_by_the_reservation_itself(weaver, monkeypatch):
    from payments.actions import refusals

    monkeypatch.setattr(refusals, "check", lambda _gift: close_campaign(weaver))
    with pytest.raises(CampaignClosed):
        gives(2_500)
    assert reserved() == 0


def test_a_pause_ends_with_the_next_opening(provider, weaver):
    pause_campaign(weaver)
    open_campaign(weaver, 150_000, "USD")
    assert gives(2_500).state == "reserved"


def test_a_closed_campaign_is_never_opened_again(weaver):
    close_campaign(weaver)
    with pytest.raises(CampaignClosed):
        open_campaign(weaver, 150_000, "USD")


def test_the_wait_page_has_ceilings(provider, weaver, settings):
    settings.SIXDEGREE_PAYMENTS_WAITED_PER_CAMPAIGN = 2
    gives(1_000, address="192.0.2.1"), gives(1_000, address="192.0.2.2")
    with pytest.raises(TooManyWaited):
        gives(1_000, address="192.0.2.3")
