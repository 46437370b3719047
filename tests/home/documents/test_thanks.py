"""Back from the payment page: the receipt, or a gift that was not completed."""

import pytest

from payments.actions import receipts
from payments.actions.campaigns import open_fund
from publication.identifiers import opaque_id
from tests.home.documents.reading import read
from tests.payments.conftest import gives, gives_and_pays
from tests.publication.stories import released, site_story

pytestmark = pytest.mark.django_db


def test_the_receipt_page_settles_counts_the_own_gift_and_is_never_stored(donor, tam, provider, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 100
    donation = gives(20_000, tam.campaign)
    thanks = f"/en/thanks/{donation.pk}/"
    assert "not complete yet" in read(donor.get(thanks)).text
    provider.pay(donation, "filippa@example.org")
    answer = donor.get(thanks)
    text = read(answer).text.replace("\xa0", " ")
    donation.refresh_from_db()
    assert donation.state == "paid"
    assert answer["Cache-Control"] == "no-store" and answer["X-Robots-Tag"] == "noindex, noarchive"
    assert "Thank you" in text and "being made out" in text and "USD 200 of USD 900" in text
    assert "Look again" in text
    receipts.issue_due()
    shown = read(donor.get(thanks)).text
    assert str(donation.receipts.get()) in shown and "Look again" not in shown
    receipts.void(donation.receipts.get(), by="7", reason="", cause="mistake", replace=False)
    assert "None is valid any more" in read(donor.get(thanks)).text
    assert "Nothing yet of USD 900" in read(donor.get(tam.url)).text.replace("\xa0", " ")


def test_coming_back_without_paying_frees_the_amount_at_once(donor, tam, provider):
    donation = gives(20_000, tam.campaign)
    answer = donor.get(f"/en/cancelled/{donation.pk}/")
    donation.refresh_from_db()
    assert donation.state == "released" and "without paying" in read(answer).text
    assert "not completed" in read(donor.get(f"/en/thanks/{donation.pk}/")).text


def test_the_receipt_outlives_the_story_and_does_not_bring_it_back(donor, tam, people, provider):
    from publication.actions.withdraw import withdraw

    donation = gives_and_pays(provider, 20_000, "filippa@example.org", tam.campaign)
    withdraw(tam.id, people.officer, "asked for it")
    text = read(donor.get(f"/en/thanks/{donation.pk}/")).text
    assert "Thank you" in text and tam.alias not in text


def test_the_sites_thanks_are_for_who_stands_with_somebody(donor, tam, people, provider, settings):
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    open_fund("fund", "USD")
    wording = {"thanks": "Thank you for standing with one person."}
    released(site_story(opaque_id()) | {"wording": wording}, people.editor, people.reviewer)
    to_tam = gives_and_pays(provider, 20_000, "filippa@example.org", tam.campaign)
    to_fund = gives_and_pays(provider, 20_000, "filippa@example.org", "fund")
    of_story, of_fund = (read(donor.get(f"/en/thanks/{each.pk}/")).text for each in (to_tam, to_fund))
    assert f"You stand with {tam.alias}." in of_story and wording["thanks"] in of_story
    assert "people whose story is safer untold" in of_fund and wording["thanks"] not in of_fund
