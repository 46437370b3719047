"""Giving on *six*: from the first page to the receipt, and what stands in the way of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.frontends.conftest import SIZES

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]


@pytest.mark.parametrize("width", SIZES)
def test_from_the_home_page_to_a_paid_gift_by_keyboard_alone(arrives, demo, width):
    reader = arrives(width)
    page, press = reader.page, reader.page.keyboard.press
    reader.opens("en/")
    if page.locator(".menu-button").is_visible():
        reader.tabs_to(".menu-button")
        assert reader.shows_the_focus()
        press("Enter")
    reader.tabs_to("nav a[href$='/en/cases/']")
    assert reader.shows_the_focus()
    press("Enter")
    expect(page.get_by_role("heading", name="Stories", level=1)).to_be_visible()
    expect(page.locator("#content")).to_be_focused()
    case = demo.case("Narin")
    page.locator(".card").first.wait_for()
    reader.tabs_to(f".card a[href$='/{case['id']}/']")
    assert reader.shows_the_focus()
    press("Enter")
    expect(page.get_by_role("heading", name="Narin", level=1)).to_be_visible()
    told = [milestone["heading"] for milestone in demo.get(f"cases/{case['id']}/")["case"]["milestones"]]
    reader.waits_for_the_map()
    reader.tabs_to(".eyelet.current")
    assert reader.shows_the_focus()
    for step, heading in enumerate(told[1:], 2):
        press("ArrowRight")
        expect(page.locator(".step-now")).to_have_text(f"{step} of {len(told)}")
        expect(page.locator(".milestone.current h3")).to_have_text(heading)
        expect(page.get_by_role("status").filter(has_text=heading)).to_be_attached()
        expect(page).to_have_url(re.compile(f"#step-{step}$"))
    press("Home")
    expect(page.locator(".milestone.current h3")).to_have_text(told[0])
    reader.tabs_to(".step-next")
    press("Enter")
    expect(page.locator(".milestone.current h3")).to_have_text(told[1])
    reader.tabs_to("#needs a.give")
    press("Enter")
    expect(page.get_by_role("heading", name="Stand with Narin")).to_be_visible()
    reader.tabs_to("#other")
    page.keyboard.type("12.50")
    reader.tabs_to("button.give")
    assert reader.shows_the_focus()
    press("Enter")
    reader.pays()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
    assert re.search(r"/six/en/thanks/\w+/$", page.url)
    expect(page.get_by_text("USD 12.50")).to_be_visible()
    expect(page.locator("dl.receipt")).to_contain_text(re.compile(r"\d{4}-\d{6} · as PDF"))
    with page.expect_download() as taken:
        page.get_by_role("link", name="as PDF").click()
    assert re.fullmatch(r"receipt-\d{4}-\d{6}\.pdf", taken.value.suggested_filename)
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    expect(page.get_by_role("button", name="Pass it on")).to_be_visible()
    assert reader.barriers() == []
    counts_the_own_gift(reader, demo.case("Narin")["funding"])


def counts_the_own_gift(reader, published: dict):
    """Where the API says that it was counted after the published figures, and never without.

    A receipt is not awaited once it is void.
    """
    page = reader.page

    def later(route):
        told = route.fetch()
        times = {"paid_at": "2050-01-02T03:04:05Z", "counted_at": "2050-01-02T03:04:06Z"}
        voided = {"receipt": {"state": "void", "number": None, "url": None}}
        route.fulfill(response=told, json={**told.json(), **times, **voided})

    page.route("**/api/v1/donations/*/", later)
    page.reload()
    received, donors = published["received"]["amount"] + 1250, published["donors"] + 1
    expect(page.get_by_text("Your gift is counted here already.")).to_be_visible()
    expect(page.locator(".progress")).to_contain_text(f"USD {received / 100:,.2f}".removesuffix(".00"))
    expect(page.locator(".progress")).to_contain_text(f"from {donors} people")
    expect(page.locator("dl.receipt")).to_contain_text("2 January 2050")
    expect(page.locator("dl.receipt")).to_contain_text("None is valid any more")
    expect(page.get_by_role("link", name="as PDF")).to_have_count(0)
    assert reader.barriers() == []


def test_who_gave_is_led_to_her_choice_and_to_following_the_story(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/give/{demo.case('Narin')['funding']['campaign']}/")
    reader.page.locator("input[name=amount]").first.check()
    reader.page.get_by_role("button", name="Continue to payment").click()
    reader.pays()
    expect(reader.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
    expect(reader.page.get_by_text("waits for a choice of yours")).to_have_count(0)

    def asked(route):
        told = route.fetch()
        route.fulfill(response=told, json={**told.json(), "choice_url": f"{demo.url}/en/gifts/a/choice/"})

    reader.page.route("**/api/v1/donations/*/", asked)
    reader.page.reload()
    choice = reader.page.get_by_role("link", name="Choose", exact=True)
    expect(choice).to_have_attribute("href", f"{demo.url}/en/gifts/a/choice/")
    assert reader.barriers() == []
    reader.page.get_by_role("link", name="Follow this story").click()
    expect(reader.page.get_by_role("heading", name="My giving")).to_be_visible()
    assert reader.page.url.endswith(f"?follow={demo.case('Narin')['funding']['campaign']}")


def test_who_comes_back_without_paying_can_give_again(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/give/{demo.case('Luzmila')['funding']['campaign']}/")
    reader.page.locator("input[name=amount]").first.check()
    reader.page.get_by_role("button", name="Continue to payment").click()
    reader.page.get_by_role("link", name="Back without paying").click(timeout=60_000)
    expect(reader.page.get_by_role("heading", name="You came back without paying")).to_be_visible()
    assert "/six/en/cancelled/" in reader.page.url
    assert reader.barriers() == []
    reader.page.get_by_role("link", name="Give", exact=True).click()
    expect(reader.page.get_by_role("heading", name="Stand with Luzmila")).to_be_visible()


def test_who_may_begin_no_more_is_shown_what_she_began_in_other_tabs_and_lets_one_go(arrives, demo):
    reader = arrives(360)
    address = f"{demo.url}/six/en/give/{demo.case('Luzmila')['funding']['campaign']}/"
    tabs = [reader.context.new_page() for _ in range(3)]

    def continues(page, address=address):
        page.goto(address)
        page.locator("input[name=amount]").first.check()
        page.locator("button.give").click()

    for tab in tabs:
        continues(tab)
        tab.get_by_role("link", name="Back without paying").wait_for(timeout=60_000)
    continues(reader.page)
    expect(reader.page.get_by_role("alert")).to_be_focused(timeout=60_000)
    onward = reader.page.get_by_role("link", name="Go on to payment")
    expect(onward).to_have_count(len(tabs))
    assert {link.get_attribute("href") for link in onward.all()} == {tab.url for tab in tabs}
    assert reader.barriers() == []
    in_thai = reader.context.new_page()
    continues(in_thai, address.replace("/en/", "/th/"))
    expect(in_thai.get_by_role("alert").get_by_role("link")).to_have_count(3, timeout=60_000)
    reader.page.get_by_role("button", name="Let it go").first.click()
    expect(reader.page.get_by_role("status").filter(has_text="That payment is let go")).to_be_visible()
    reader.page.get_by_role("button", name="Continue to payment").click()
    reader.page.get_by_role("link", name="Back without paying").click(timeout=60_000)
    expect(reader.page.get_by_role("heading", name="You came back without paying")).to_be_visible()
    for locale in ("en", "th"):
        (kept,) = reader.context.cookies(address.replace("/en/", f"/{locale}/"))
        assert kept["path"] == f"/six/{locale}/give/"
        assert not reader.context.cookies(f"{demo.url}/six/{locale}/")
    for tab in tabs[1:]:
        tab.get_by_role("link", name="Back without paying").click()
        expect(tab.get_by_role("heading", name="You came back without paying")).to_be_visible()


def test_where_no_fund_is_open_she_is_not_asked_about_it_and_her_gift_would_come_back(arrives, demo):
    reader, sent = arrives(360), []
    page = reader.page
    told = demo.get("site/?locale=en")
    assert told["fund_open"]

    def breaks_off(route):
        sent.append(route.request.post_data_json)
        route.abort()

    page.route("**/api/v1/site/*", lambda route: route.fulfill(json={**told, "fund_open": False}))
    page.route("**/api/v1/donations/", breaks_off)
    reader.opens(f"en/give/{demo.case('Luzmila')['funding']['campaign']}/")
    expect(page.get_by_role("group", name="not be needed")).to_contain_text("It comes back to you.")
    expect(page.locator("input[name=surplus]")).to_have_count(0)
    expect(page.locator(f"a[href$='/give/{told['fund']}/']")).to_have_count(0)
    page.locator("input[name=amount]").first.check()
    page.get_by_role("button", name="Continue to payment").click()
    expect(page.get_by_role("alert")).to_be_visible(timeout=60_000)
    assert {gift["surplus_rule"] for gift in sent} == {"refund"}
    assert reader.barriers() == []


def test_an_amount_that_cannot_be_given_is_refused_in_a_sentence_and_nothing_typed_is_lost(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/give/{demo.case('Luzmila')['funding']['campaign']}/")
    for typed, sentence in [
        ("a lot", "cannot be read"),
        ("99999", "At most USD"),
        ("0.10", "Give at least USD"),
    ]:
        reader.page.get_by_label("Amount in USD").fill(typed)
        reader.page.get_by_role("button", name="Continue to payment").click()
        expect(reader.page.get_by_role("alert")).to_contain_text(sentence, timeout=60_000)
        expect(reader.page.get_by_label("Amount in USD")).to_have_value(typed)
    assert reader.barriers() == []


def test_a_link_passed_on_carries_its_degree_to_the_gift_and_nothing_else(arrives, demo):
    reader = arrives(360)
    reader.opens(f"en/cases/{demo.case('Narin')['id']}/")
    reader.page.get_by_role("button", name="Pass it on").click()
    link = reader.page.get_by_label("Link to pass on").input_value()
    assert re.fullmatch(rf"{re.escape(demo.url)}/six/en/cases/\w+/\?degree=[^&#]+", link)
    reader.page.goto(link)
    reader.page.locator("a.give").first.click()
    reader.page.wait_for_url(lambda url: "/give/" in url and link.partition("?")[2] in url)


def test_the_donor_is_the_hand_after_the_one_her_link_came_from(arrives, demo):
    """Her receipt knows the degree of her gift; the address that it stands at does not."""
    reader = arrives(360)
    campaign = demo.case("Narin")["funding"]["campaign"]
    reader.opens(f"en/cases/{demo.case('Narin')['id']}/share/")
    reader.page.get_by_role("button", name="Pass it on").click()
    first = reader.page.get_by_label("Link to pass on").input_value()
    reader.opens(f"en/give/{campaign}/?{first.partition('?')[2]}")
    reader.page.locator("#other").fill("11")
    reader.page.get_by_role("button", name="Continue to payment").click()
    reader.pays()
    expect(reader.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
    assert "degree" not in reader.page.url
    reader.page.get_by_role("button", name="Pass it on").click()
    expect(reader.page.get_by_text("Knot 2 of six")).to_be_visible()
