"""Where a gift shall go that its campaign does not need: asked on the donor's own page, without script."""

import pytest

from payments.actions.campaigns import open_fund
from payments.models import Offer, Refund
from payments.worker import tick
from publication.actions.withdraw import withdraw
from tests.home.documents.reading import read
from tests.payments.conftest import gives_and_pays

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}


@pytest.fixture
def filippa(client, tam, people, provider, settings):
    """Her gift of USD 200 to Tam, whose story was withdrawn since, and the page that asks her."""
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"
    open_fund("fund", "USD")
    donation = gives_and_pays(provider, 20_000, "filippa@example.org", tam.campaign)
    withdraw(tam.id, people.officer, "asked for it")
    tick()
    return f"/en/gifts/{donation.pk}/choice/"


def test_she_is_asked_in_words_that_tell_nothing_on_a_page_nobody_keeps(client, filippa, tam):
    answer = client.get(filippa)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, noarchive")
    page = read(answer)
    text = page.text.replace("\xa0", " ")
    assert "Of your gift of USD 200, USD 200 has not been used yet" in text
    assert [each["value"] for each in page.all("input")] == ["fund", "refund"]
    assert tam.alias not in text and tam.id not in answer.content.decode()
    assert all(word not in text.lower() for word in ["withdrawn", "consent", "story"])


def test_looking_at_it_chooses_nothing_and_a_press_of_hers_does(client, filippa):
    client.get(filippa)
    client.head(filippa)
    assert Offer.objects.get().answer == ""
    answer = client.post(filippa, {"choice": "refund"}, headers=OURS)
    assert "Your gift comes back to you" in read(answer).text
    tick()
    assert Refund.objects.get().amount == 20_000
    assert "So you chose" in read(client.get(filippa)).text


def test_a_choice_is_made_once_and_nonsense_chooses_nothing(client, filippa):
    unclear = client.post(filippa, {"choice": "both"}, headers=OURS)
    assert unclear.status_code == 422 and "Choose one of the two" in read(unclear).text
    client.post(filippa, {"choice": "fund"}, headers=OURS)
    again = client.post(filippa, {"choice": "refund"}, headers=OURS)
    assert again.status_code == 409 and "The fund takes your gift" in read(again).text
    assert Offer.objects.get().answer == "fund"


def test_a_stranger_learns_and_chooses_nothing(client, filippa):
    elsewhere = client.post(filippa, {"choice": "refund"}, headers={"origin": "https://elsewhere.example"})
    assert elsewhere.status_code == 403
    guessed = f"/en/gifts/{'0' * 26}/choice/"
    for answer in [client.get(guessed), client.post(guessed, {"choice": "fund"}, headers=OURS)]:
        assert answer.status_code == 404
    assert Offer.objects.get().answer == ""


def test_the_thank_you_page_leads_to_it_until_she_has_chosen(client, filippa):
    thanks = filippa.replace("/gifts/", "/thanks/").removesuffix("choice/")
    assert filippa in [each.get("href") for each in read(client.get(thanks)).all("a")]
    client.post(filippa, {"choice": "fund"}, headers=OURS)
    assert filippa not in [each.get("href") for each in read(client.get(thanks)).all("a")]


@pytest.mark.parametrize(
    "language, word",
    [("id", "Ke mana pemberian Anda"), ("th", "สิ่งที่คุณให้ควรไปที่ใด"), ("zh-hans", "您的捐助应去向何处")],
)
def test_it_is_asked_in_the_readers_language(client, filippa, language, word):
    assert word in read(client.get(filippa.replace("/en/", f"/{language}/"))).text
