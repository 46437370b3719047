"""Ten seconds in place of a proof of work, for who gives without script."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.documents import signed
from payments.gift import Gift
from payments.models import Donation
from tests.home.documents.giving import send
from tests.home.documents.reading import read
from tests.payments.conftest import a_key

pytestmark = pytest.mark.django_db


def test_without_script_a_wait_takes_the_place_of_the_proof(donor, tam, provider):
    answer = send(donor, tam)
    onward = read(answer).one("a", **{"class": "give"})["href"]
    seconds, _url, after = answer["Refresh"].partition("; url=")
    # A busy machine may take some of them to answer.
    assert 5 <= int(seconds) <= 10 and after == onward
    assert answer["Cache-Control"] == "no-store"
    assert Donation.objects.count() == 0


def test_the_wait_cannot_be_skipped_or_forged(donor, tam, provider):
    onward = read(send(donor, tam)).one("a", **{"class": "give"})["href"]
    again = donor.get(onward)
    assert again.status_code == 200 and "url=" in again["Refresh"]
    assert donor.get(onward[:-4] + "AAA/").status_code == 422
    assert Donation.objects.count() == 0


def test_who_has_waited_goes_on_to_the_payment_page_once(donor, tam, provider, settings):
    settings.SIXDEGREE_HOME_WAIT_SECONDS = 0
    token = signed.wait(Gift(tam.campaign, 3000, "USD", "en"), a_key())
    first, second = donor.get(f"{tam.give}wait/{token}/"), donor.get(f"{tam.give}wait/{token}/")
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"] == Donation.objects.get().checkout_url
    assert Donation.objects.get().waited


def test_a_link_scanner_that_asks_for_the_head_begins_no_gift(donor, tam, settings):
    settings.SIXDEGREE_HOME_WAIT_SECONDS = 0
    token = signed.wait(Gift(tam.campaign, 3000, "USD", "en"), a_key())
    assert donor.head(f"{tam.give}wait/{token}/").status_code == 405
    assert Donation.objects.count() == 0


def test_a_waited_gift_of_another_campaign_is_refused(donor, tam, settings):
    settings.SIXDEGREE_HOME_WAIT_SECONDS = 0
    token = signed.wait(Gift("another", 3000, "USD", "en"), a_key())
    assert donor.get(f"{tam.give}wait/{token}/").status_code == 422


def test_a_wait_knows_when_it_is_over():
    now = int(timezone.now().timestamp())
    gift = Gift("c", 100, "USD", "en")
    assert signed.Wait(gift, "k", now + 10).seconds > 0
    assert signed.Wait(gift, "k", int((timezone.now() - timedelta(seconds=1)).timestamp())).seconds == 0
