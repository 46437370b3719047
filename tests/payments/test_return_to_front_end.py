"""Who gave through a front end comes back to it, and the provider learns nothing by that."""

import pytest

from payments.checks import check_settings
from payments.exceptions import FrontEndRefused
from payments.models import Donation
from tests.payments.conftest import gives

pytestmark = pytest.mark.django_db

SIX = "https://stories.example/six/"


@pytest.fixture(autouse=True)
def one_front_end(settings):
    settings.SIXDEGREE_PAYMENTS_FRONT_ENDS = {"six": SIX}
    settings.SIXDEGREE_PAYMENTS_RETURN_URL = "https://give.example/{locale}/thanks/{donation}/"
    settings.SIXDEGREE_PAYMENTS_CANCEL_URL = "https://give.example/{locale}/cancelled/{donation}/"


def addresses(donation):
    params = Donation.objects.get(pk=donation.pk).checkout_params
    return params["success_url"], params["cancel_url"]


def test_the_provider_is_told_our_own_address_and_the_front_end_s_name(provider, weaver):
    donation = gives(2_500, front_end="six")
    assert addresses(donation) == (
        f"https://give.example/en/thanks/{donation.pk}/?via=six",
        f"https://give.example/en/cancelled/{donation.pk}/?via=six",
    )


def test_a_gift_from_our_own_pages_names_none(provider, weaver):
    donation = gives(2_500)
    assert addresses(donation)[0] == f"https://give.example/en/thanks/{donation.pk}/"


def test_a_front_end_that_nobody_named_is_refused_and_nothing_is_reserved(weaver):
    with pytest.raises(FrontEndRefused) as refused:
        gives(2_500, front_end="elsewhere")
    assert refused.value.extra == {"front_ends": ["six"]}
    assert not Donation.objects.exists()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Six", SIX),
        ("six", "stories.example/six/"),
        ("six", "https://stories.example/six"),
        ("six", SIX + "?a=1"),
    ],
)
def test_the_site_does_not_start_with_an_address_that_leads_nowhere(settings, name, address):
    settings.SIXDEGREE_PAYMENTS_FRONT_ENDS = {name: address}
    assert "sixdegree_payments.E015" in {found.id for found in check_settings(None)}
