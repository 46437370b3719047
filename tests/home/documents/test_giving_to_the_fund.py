"""The form to give to the fund: its currencies, parts to go by, and a gift every month."""

import pytest

from payments.actions.campaigns import close_campaign, open_fund
from payments.actions.snapshots import publish
from payments.models import Campaign, Donation
from tests.home.documents.giving import OURS, send
from tests.home.documents.reading import read
from tests.payments.conftest import solved_proof

pytestmark = pytest.mark.django_db


def test_the_fund_takes_any_configured_currency(donor, db, provider):
    open_fund("fund", "USD")
    page = read(donor.get("/en/give/fund/"))
    fields = {
        "key": page.field("key"),
        "amount": "other",
        "other": "20",
        "currency": "EUR",
        "proof": solved_proof(),
    }
    assert donor.post("/en/give/fund/", fields, headers=OURS).status_code == 303
    assert (Donation.objects.get().amount, Donation.objects.get().currency) == (2000, "EUR")


def test_the_fund_offers_parts_of_what_a_story_asks_for_and_each_is_in_its_own_currency(donor, tam, provider):
    open_fund("fund", "USD")
    page = read(donor.get("/en/give/fund/"))
    offered = [each["value"] for each in page.all("input") if each["name"] == "amount"]
    assert offered == ["3000 USD", "6000 USD", "15000 USD", "30000 USD", "60000 USD", "other"]
    assert "parts of what one story here asks for" in page.text and "a tenth of the medical help" in page.text
    assert "checked" not in "".join(str(each) for each in page.all("input") if each["name"] == "amount")
    fields = {"key": page.field("key"), "amount": "6000 USD", "other": "", "currency": "EUR"}
    answer = donor.post("/en/give/fund/", fields | {"proof": solved_proof()}, headers=OURS)
    assert answer.status_code == 303
    assert (Donation.objects.get().amount, Donation.objects.get().currency) == (6_000, "USD")


@pytest.mark.parametrize("amount", ["6000 XXX", "6000 USD USD", "x USD", " USD", "6000 "])
def test_an_amount_that_the_fund_never_offered_is_no_fault_of_ours(donor, tam, provider, amount):
    open_fund("fund", "USD")
    key = read(donor.get("/en/give/fund/")).field("key")
    fields = {"key": key, "amount": amount, "other": "", "proof": solved_proof()}
    assert donor.post("/en/give/fund/", fields, headers=OURS).status_code in (303, 422)


def test_of_a_story_that_is_withdrawn_the_fund_offers_nothing(donor, tam, people):
    from publication.actions.withdraw import withdraw

    open_fund("fund", "USD")
    withdraw(tam.id, people.officer, "asked for it")
    page = read(donor.get("/en/give/fund/"))
    assert [each["value"] for each in page.all("input") if each["name"] == "amount"] == ["other"]


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "The fund takes no gifts at the moment."),
        ("id", "Saat ini dana ini tidak menerima pemberian."),
        ("th", "ขณะนี้กองทุนไม่รับการให้"),
        ("zh-hans", "基金目前不接受捐助。"),
    ],
)
def test_a_fund_that_is_closed_says_so_of_itself_and_of_no_story(donor, provider, locale, told):
    open_fund("fund", "USD")
    close_campaign("fund")
    publish(Campaign.objects.get(ref="fund"))
    assert told in read(donor.get(f"/{locale}/give/fund/")).text


def to_fund(donor, **changes):
    address = "/en/give/general-fund/"
    form = read(donor.get(address))
    fields = {"key": form.field("key"), "amount": "other", "other": "25", "currency": "USD"}
    return donor.post(address, fields | {"every_month": "yes"} | changes, headers=OURS)


def test_who_gives_to_the_fund_is_not_told_to_choose_what_is_not_offered(donor, provider):
    open_fund("general-fund", "USD")
    answer = to_fund(donor, other="")
    assert answer.status_code == 422 and "Type an amount." in read(answer).text


def test_the_fund_may_be_given_to_every_month(donor, provider):
    open_fund("general-fund", "USD")
    often = [
        each["value"]
        for each in read(donor.get("/en/give/general-fund/")).all("input")
        if each["name"] == "every_month"
    ]
    assert often == ["", "yes"]
    answer = to_fund(donor, proof=solved_proof())
    donation = Donation.objects.get()
    assert (answer["Location"], donation.every_month) == (donation.checkout_url, True)
    assert donation.checkout_params["mode"] == "subscription"


def test_without_script_she_reads_that_it_is_every_month_while_she_waits(donor, provider):
    open_fund("general-fund", "USD")
    assert "every month" in to_fund(donor).content.decode()
    assert not Donation.objects.exists()


def test_a_story_offers_no_monthly_gift_and_takes_none(donor, tam, provider):
    assert "every_month" not in donor.get(tam.give).content.decode()
    answer = send(donor, tam, every_month="yes", proof=solved_proof())
    assert answer.status_code == 422
    assert "goes to the fund" in answer.content.decode()
    assert not Donation.objects.exists()
