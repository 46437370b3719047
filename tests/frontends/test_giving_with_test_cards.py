"""Giving with each test card of the provider, on *six*, on the documents, and on these without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from payments.sandbox.cards import TEST_CARDS
from payments.sandbox.hosted.pages import DECLINED
from tests.journey.people import fills_in_the_card

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]

# The way → where it begins below the demo's address, and what its browser lacks.
WAYS = {
    "six": ("six/", {}),
    "the documents": ("", {}),
    "the documents without script": ("", {"java_script_enabled": False}),
}
NO_TEST_CARD = "4111111111111111"
# The provider's page is closed after three.
BORNE = 2
THANKS = re.compile("^Thank you$")


def cards(behaviour: str) -> list[str]:
    return [number for number, card in TEST_CARDS.items() if card.behaviour == behaviour]


def refused() -> list[str]:
    return [*cards("declines"), NO_TEST_CARD]


@pytest.fixture(params=WAYS)
def giver(request, arrives, demo):
    """At the give page of a case, on one of the three ways."""
    below, lacks = WAYS[request.param]
    reader = arrives(360, six=f"{demo.url}/{below}", **lacks)
    reader.opens(f"en/give/{demo.case('Narin')['funding']['campaign']}/")
    return reader


def asks_to_give(page: Page, amount: str) -> None:
    if (other := page.get_by_label("Another amount")).count():
        other.check()
    page.get_by_label("Amount in USD").fill(amount)
    page.get_by_role("button", name="Continue to payment").click()


def given(demo) -> int:
    return demo.case("Narin")["funding"]["received"]["amount"]


def is_thanked(page: Page, amount: str) -> None:
    expect(page.get_by_role("heading", name=THANKS)).to_be_visible(timeout=60_000)
    expect(page.get_by_text(amount).first).to_be_visible()


@pytest.mark.once
def test_a_card_that_is_refused_is_told_no_reason_and_another_one_pays(giver, demo):
    page, before = giver.page, given(demo)
    asks_to_give(page, "20")
    alert = page.get_by_role("alert")
    for card in refused()[:BORNE]:
        fills_in_the_card(page, "mei@donors.example", card)
        expect(alert).to_have_text(DECLINED)
        # What has been typed is a card's: nothing of it comes back.
        for name in ("Card number", "Security code"):
            expect(page.get_by_label(name)).to_have_value("")
    fills_in_the_card(page, "mei@donors.example", "4242 4242 4242 4241")
    expect(page.get_by_text("its digits do not fit together")).to_be_visible()
    fills_in_the_card(page, "mei@donors.example", "4242 4242 4242 4242", expiry="12 / 20")
    expect(page.get_by_text("This card has expired. Use another one.")).to_be_visible()
    assert given(demo) == before
    fills_in_the_card(page, "mei@donors.example", "5555 5555 5555 4444")
    is_thanked(page, "USD 20")
    assert given(demo) == before + 2_000


def test_after_the_third_card_that_is_refused_the_page_is_closed_and_nothing_was_taken(arrives, demo):
    reader = arrives(360, six=f"{demo.url}/")
    reader.opens(f"en/give/{demo.case('Narin')['funding']['campaign']}/")
    page, before = reader.page, given(demo)
    asks_to_give(page, "20")
    page.get_by_label("Card number").wait_for(timeout=60_000)
    payment = page.url
    for card in refused()[BORNE:]:
        fills_in_the_card(page, "lena@donors.example", card)
        expect(page.get_by_text(DECLINED)).to_be_visible()
    closed = page.get_by_text("No money was taken. Go back and start again")
    for _ in range(100):
        page.goto(payment)
        if closed.is_visible():
            break
    expect(closed).to_be_visible()
    page.get_by_role("link", name="Go back").click()
    expect(page.get_by_role("heading", name="You came back without paying")).to_be_visible()
    assert given(demo) == before


def test_a_bank_that_asks_is_answered_and_one_that_is_not_satisfied_takes_nothing(giver, demo):
    page, before = giver.page, given(demo)
    asks_to_give(page, "20")
    for card in cards("authenticates"):
        fills_in_the_card(page, "omar@donors.example", card)
        page.get_by_role("button", name="Fail authentication").click()
        expect(page.get_by_role("alert")).to_have_text(DECLINED)
    assert given(demo) == before
    fills_in_the_card(page, "omar@donors.example", card)
    page.get_by_role("button", name="Complete authentication").click()
    is_thanked(page, "USD 20")
    assert given(demo) == before + 2_000


def test_a_payment_that_its_holder_disputes_later_was_one(giver, demo):
    [card] = cards("is_disputed")
    # Of a case whose figures nobody here reads: the dispute lowers them a moment later.
    giver.opens(f"en/give/{demo.case('Luzmila')['funding']['campaign']}/")
    asks_to_give(giver.page, "1")
    fills_in_the_card(giver.page, "ana@donors.example", card)
    is_thanked(giver.page, "USD 1")


def test_who_turns_back_at_the_card_has_given_nothing_and_can_give_again(giver, demo):
    page, before = giver.page, demo.case("Narin")["funding"]
    asks_to_give(page, "99999")
    expect(page.get_by_role("alert")).to_contain_text(re.compile("left to give|At most USD"), timeout=60_000)
    expect(page.get_by_label("Amount in USD")).to_have_value("99999")
    asks_to_give(page, "25")
    page.get_by_label("Card number").wait_for(timeout=60_000)
    payment = page.url
    page.get_by_role("link", name="Back without paying").click()
    expect(page.get_by_role("heading", name="You came back without paying")).to_be_visible()
    expect(page.get_by_text("Nothing was taken.")).to_be_visible()
    page.goto(payment)
    expect(page.get_by_text("No money was taken.")).to_be_visible()
    assert demo.case("Narin")["funding"]["remaining"] == before["remaining"]
    page.go_back()
    page.get_by_role("link", name=re.compile("^(Give|Stand with)$")).first.click()
    expect(page.get_by_role("button", name="Continue to payment")).to_be_visible()


def test_without_script_a_short_wait_takes_the_place_of_the_check(arrives, demo):
    reader = arrives(360, six=f"{demo.url}/", java_script_enabled=False)
    reader.opens(f"en/give/{demo.case('Narin')['funding']['campaign']}/")
    page = reader.page
    asks_to_give(page, "20")
    expect(page.get_by_role("heading", name="One moment")).to_be_visible()
    page.get_by_role("link", name="Go on to payment").click()
    expect(page.get_by_role("heading", name="One moment")).to_be_visible()
    expect(page.get_by_text("Your gift: USD 20")).to_be_visible()
    page.get_by_label("Card number").wait_for(timeout=60_000)
    page.get_by_role("link", name="Back without paying").click()
