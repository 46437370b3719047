"""Where a gift shall go that its campaign does not need: asked on the donor's own page, without script."""

import pytest

from payments.actions import receipts
from payments.actions.campaigns import close_campaign, open_fund
from payments.models import Offer, Receipt, Refund
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
    assert "Confirm my choice" in text
    assert tam.alias not in text and tam.id not in answer.content.decode()
    assert all(word not in text.lower() for word in ["withdrawn", "consent", "story"])


def test_a_gift_that_waits_or_came_back_is_not_said_to_help(client, filippa):
    thanks = filippa.replace("gifts", "thanks").removesuffix("choice/")
    waits = read(client.get(thanks)).text
    assert "waits for a choice of yours" in waits and "Your gift helps" not in waits
    client.post(filippa, {"choice": "refund"}, headers=OURS)
    receipts.void(Receipt.objects.get(), by="7", reason="", cause="given_back", replace=False)
    assert "Your gift helps" not in read(client.get(thanks)).text


def test_the_fund_helps_with_what_was_left_to_it(client, filippa):
    client.post(filippa, {"choice": "fund"}, headers=OURS)
    tick()
    thanks = filippa.replace("gifts", "thanks").removesuffix("choice/")
    assert "Your gift helps people whose story is safer untold." in read(client.get(thanks)).text


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


def test_a_fund_that_is_closed_is_neither_offered_nor_taken(client, filippa):
    close_campaign("fund")
    page = read(client.get(filippa))
    assert [each["value"] for each in page.all("input")] == ["refund"]
    assert "can come back to you" in page.text and "Either our fund" not in page.text
    refused = client.post(filippa, {"choice": "fund"}, headers=OURS)
    assert refused.status_code == 422 and "choose that" in read(refused).text
    client.post(filippa, {"choice": "refund"}, headers=OURS)
    assert Offer.objects.get().answer == "refund"


def test_a_fund_that_closes_after_she_chose_it_is_said_to_have_taken_nothing(client, filippa):
    client.post(filippa, {"choice": "fund"}, headers=OURS)
    close_campaign("fund")
    for _look in range(2):
        assert "so your gift comes back to you" in read(client.get(filippa)).text
        tick()
    assert Refund.objects.get().amount == 20_000


def test_who_gives_where_no_fund_is_open_is_not_asked_about_it(client, tam, settings):
    settings.SIXDEGREE_PAYMENTS_FUND = "fund"

    def rules():
        inputs = read(client.get(tam.give)).all("input")
        return [each["value"] for each in inputs if each["name"] == "surplus_rule"]

    assert rules() == ["refund"]
    open_fund("fund", "USD")
    assert rules() == ["fund", "refund"]
    close_campaign("fund")
    assert rules() == ["refund"]
    assert "It comes back to you." in read(client.get(tam.give)).text
