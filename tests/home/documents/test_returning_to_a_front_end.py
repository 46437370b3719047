"""Our own pages settle or cancel a gift, then hand its donor on to the front end they came from."""

import pytest

from payments.actions.donations import give
from payments.gift import Gift
from tests.payments.conftest import a_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def gift(settings, provider, tam):
    settings.SIXDEGREE_PAYMENTS_FRONT_ENDS = {"six": "https://stories.example/"}
    asked = Gift(tam.campaign, 3000, "USD", "en", front_end="six")
    return give(asked, key=a_key(), address="192.0.2.1", waited=True)


@pytest.mark.parametrize("page", ["thanks", "cancelled"])
def test_the_donor_is_handed_on(stranger, gift, page):
    answer = stranger.get(f"/en/{page}/{gift.pk}/?via=six")
    assert (answer.status_code, answer["Location"]) == (302, f"https://stories.example/en/{page}/{gift.pk}/")
    assert answer["Cache-Control"] == "no-store"


def test_what_was_cancelled_is_free_for_others_before_that(stranger, gift):
    stranger.get(f"/en/cancelled/{gift.pk}/?via=six")
    gift.refresh_from_db()
    assert gift.state == "released"


@pytest.mark.parametrize("via", ["https://evil.example/", "//evil.example", "another", ""])
def test_a_link_leads_nowhere_that_the_operator_did_not_name(stranger, gift, via):
    assert stranger.get(f"/en/thanks/{gift.pk}/", {"via": via}).status_code == 200


def test_an_unknown_gift_is_handed_nowhere(stranger, gift):
    assert stranger.get("/en/thanks/nothing/?via=six").status_code == 404
