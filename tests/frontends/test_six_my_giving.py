"""A donor's own giving on *six*: opened by a mailed code, held by the open page alone."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.frontends.nodes import LOCALES, catalogue

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]

# Gave to each of the demo's stories.
DONOR = "donor1@donors.example"
CODE = re.compile(r"\b([A-Z]{4}-[A-Z]{4})\b")


@pytest.fixture
def signs_in(demo):
    def sign_in(reader, email=DONOR, locale="en", asking=""):
        words, page = catalogue(locale), reader.page
        reader.opens(f"{locale}/my-giving/{asking}")
        page.get_by_label(words["email"]).fill(email)
        page.get_by_role("button", name=words["mine.send"]).click()
        expect(page.get_by_label(words["mine.code"])).to_be_focused()
        page.get_by_label(words["mine.code"]).fill(mailed(demo, email))
        page.get_by_role("button", name=words["mine.enter"]).click()
        expect(page.get_by_text(words["mine.signed_in"].format(email=email))).to_be_visible()

    return sign_in


def mailed(demo, email):
    """The code of the newest mail to that address; the page asks for it only once the mail is sent."""
    by_age = sorted(demo.mails.iterdir(), key=lambda file: file.stat().st_mtime)
    texts = [file.read_text() for file in by_age]
    return CODE.search([text for text in texts if f"To: {email}" in text][-1])[1]


def test_she_sees_her_gifts_follows_a_story_and_leaves_nothing_on_the_device(arrives, demo, signs_in):
    reader = arrives(360)
    page = reader.page
    reader.opens("en/my-giving/")
    page.get_by_label("Your e-mail address").fill("nobody at home")
    page.get_by_role("button", name="Mail me a code").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no e-mail address")
    assert reader.barriers() == []
    page.get_by_label("Your e-mail address").fill(DONOR)
    page.get_by_role("button", name="Mail me a code").click()
    field = page.get_by_label("The code from the mail")
    expect(field).to_be_focused()
    field.fill("BCDF-GHJK")
    page.get_by_role("button", name="Open my giving").click()
    expect(page.get_by_role("alert")).to_contain_text("another code than the one we mailed")
    assert reader.barriers() == []
    field.fill(mailed(demo, DONOR))
    page.get_by_role("button", name="Open my giving").click()
    gifts = page.locator(".own-gifts li")
    expect(gifts).to_have_count(3)
    expect(gifts.get_by_role("link", name="Narin")).to_be_visible()
    expect(gifts.get_by_role("link", name=re.compile(r"^Receipt ")).first).to_be_visible()
    with page.expect_download() as taken:
        gifts.get_by_role("link", name=re.compile(r"^as PDF ")).first.click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="Follow Narin", exact=True).click()
    expect(page.get_by_role("button", name="Follow no more Narin")).to_be_visible()
    page.get_by_label("Language of our mails").select_option("th")
    expect(page.get_by_text("Kept.")).to_be_visible()
    page.locator(".years button").first.click()
    expect(page.locator(".statement tfoot")).to_contain_text("USD")
    assert reader.barriers() == []
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take all of it with me").click()
    assert json.loads(taken.value.path().read_text())["account"]["email"] == DONOR
    kept = reader.stored() + page.url + json.dumps(reader.context.cookies())
    assert DONOR not in kept and "Narin" not in kept
    reader.opens_the_menu()
    page.locator("nav.menu").get_by_role("link", name="Stories").click()
    page.locator(".card").first.wait_for()
    page.get_by_role("link", name="My giving").click()
    expect(page.get_by_text(f"Signed in as {DONOR}")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
    assert DONOR not in page.content()


def test_a_link_to_follow_a_story_leads_to_a_button_that_does(arrives, demo, signs_in):
    reader = arrives(360)
    page, alias = reader.page, "Narin"
    campaign = demo.case(alias)["funding"]["campaign"]
    signs_in(reader, "mei@donors.example", asking=f"?follow={campaign}")
    expect(page.locator(".follows").get_by_role("link", name=alias)).to_be_visible()
    page.get_by_role("button", name=f"Follow {alias}").click()
    expect(page.get_by_role("button", name=f"Follow no more {alias}")).to_be_visible()
    assert reader.barriers() == []


def test_a_story_withdrawn_since_keeps_its_place_and_loses_its_name(arrives, demo, signs_in):
    reader = arrives(360, service_workers="block")
    page = reader.page
    signs_in(reader)
    campaign = demo.case("Narin")["funding"]["campaign"]

    def without(route):
        told = demo.get(route.request.url.partition("/api/v1/")[2])
        left = [card for card in told["results"] if card["funding"]["campaign"] != campaign]
        route.fulfill(json={**told, "results": left})

    page.route("**/api/v1/cases/?*", without)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".own-gifts li").get_by_text("A story that is no longer shared")).to_be_visible()
    assert "Narin" not in page.content()


def test_who_is_signed_out_elsewhere_is_told_so_and_whoever_leaves_is_forgotten(arrives, demo, signs_in):
    email = "leaves@donors.example"
    phone, desk = arrives(360), arrives(1440)
    for reader in (phone, desk):
        signs_in(reader, email)
    desk.page.get_by_role("button", name="Sign out on every device").click()
    expect(desk.page.get_by_text("You are signed out.", exact=True)).to_be_visible()
    phone.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.page.get_by_text("Your sign-in has ended")).to_be_visible()
    signs_in(phone, email)
    phone.page.get_by_text("Erase me", exact=True).click()
    phone.page.locator("#erased").fill("another@donors.example")
    phone.page.get_by_role("button", name="Erase me for good").click()
    expect(phone.page.get_by_role("alert")).to_contain_text("not the address of your account")
    assert phone.barriers() == []
    phone.page.locator("#erased").fill(email)
    phone.page.get_by_role("button", name="Erase me for good").click()
    expect(phone.page.get_by_text("You are forgotten here")).to_be_visible()
    assert email not in phone.page.content()


@pytest.mark.parametrize("locale", LOCALES[1:])
def test_it_speaks_the_donor_s_language(arrives, signs_in, locale):
    reader = arrives(360)
    signs_in(reader, f"reads-{locale}@donors.example", locale)
    words = catalogue(locale)
    expect(reader.page.get_by_role("heading", name=words["mine.gifts"])).to_be_visible()
    expect(reader.page.get_by_label(words["mine.language"])).to_have_value(locale)
    assert reader.barriers() == []
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
