"""The documents, *lite*: by keyboard alone to a paid gift, with script and without; and every language."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.frontends.conftest import SIZES

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]

CARD = {
    "email": "mei@donors.example",
    "card": "4242424242424242",
    "expiry": "12 / 50",
    "cvc": "123",
    "name": "A Donor",
}
LOCALES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


@pytest.fixture
def reads(arrives, demo):
    """A reader of the documents at a window of some width."""
    return lambda width, **lacks: arrives(width, six=f"{demo.url}/", **lacks)


def looks(reader, view, found):
    """Notes in `found` what axe, a script itself, finds in the view she has come to."""
    if barriers := reader.barriers():
        found[view] = barriers
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), view


def goes_by(reader, selector):
    """To what the keyboard reaches and shows, and on by it."""
    reader.tabs_to(selector)
    assert reader.shows_the_focus(), selector
    reader.page.keyboard.press("Enter")


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_home_page_to_a_paid_gift_by_keyboard_alone(reads, demo, width, script):
    reader, found = reads(width, java_script_enabled=script), {}
    # The same documents: without script it is the wait page that is looked at.
    seen = looks if script else lambda *_view: None
    page, keyboard = reader.page, reader.page.keyboard
    case = demo.case("Narin")
    told = [one["heading"] for one in demo.get(f"cases/{case['id']}/")["case"]["milestones"]]
    reader.opens("en/")
    seen(reader, "home", found)
    if page.locator(".opener").is_visible():
        goes_by(reader, ".opener summary")
    goes_by(reader, "nav a[href$='/en/cases/']")
    expect(page.get_by_role("heading", name="Stories", level=1)).to_be_visible()
    seen(reader, "stories", found)
    goes_by(reader, f".card a[href$='/{case['id']}/']")
    expect(page.get_by_role("heading", name="Narin", level=1)).to_be_visible()
    seen(reader, "story", found)
    follows_the_journey(reader, told, script)
    goes_by(reader, "a.give")
    expect(page.get_by_role("heading", name="Stand with Narin")).to_be_visible()
    seen(reader, "giving", found)
    reader.tabs_to("[name=amount]")
    keyboard.press("ArrowUp")
    reader.tabs_to("#other")
    keyboard.type("12.50")
    goes_by(reader, "button.give")
    if not script:
        expect(page.get_by_role("heading", name="One moment")).to_be_visible()
        looks(stays_to_look(reads(width), page.url), "waiting", found)
    pays_by_keyboard(reader)
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("USD 12.50").first).to_be_visible()
    seen(reader, "thanks", found)
    assert found == {}


def stays_to_look(reader, address):
    """On a page that goes on by itself in some seconds, which a busy machine needs to look at it."""
    reader.page.goto(address)
    # An answer without content leaves the page where it is.
    reader.page.route("**", lambda route: route.fulfill(status=204))
    return reader


def follows_the_journey(reader, told, script):
    page = reader.page
    reader.tabs_to("a.eyelet-1")
    # An eyelet is a drawing: its rim shows it.
    assert page.evaluate(
        "() => getComputedStyle(document.activeElement.querySelector('.reach')).stroke !== 'none'"
    )
    if script:
        for step, heading in enumerate(told[1:], 2):
            page.keyboard.press("ArrowRight")
            expect(page.locator(".milestone.current h3")).to_have_text(heading)
            expect(page.locator(".step-now")).to_have_text(f"{step} of {len(told)}")
            expect(page).to_have_url(re.compile(f"#step-{step}$"))
        return
    for step, heading in enumerate(told, 1):
        # The narrative it leads to lies behind the map: each time from its beginning.
        page.locator(f"a.eyelet-{step}").focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(f"#step-{step}$"))
        expect(page.locator(f"#step-{step} h3")).to_have_text(heading)
        expect(page.locator(f"#step-{step} h3")).to_be_in_viewport()


def pays_by_keyboard(reader):
    reader.page.get_by_label("Card number").wait_for(timeout=60_000)
    for name, typed in CARD.items():
        reader.tabs_to(f"[name={name}]")
        reader.page.keyboard.type(typed)
    reader.tabs_to("button[type=submit]")
    reader.page.keyboard.press("Enter")


ROWS = """() => {
  const middles = [...document.querySelectorAll('.masthead :is(a, summary)')]
    .filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect())
    .map(({ top, bottom }) => (top + bottom) / 2);
  const rows = middles.sort((one, other) => one - other);
  return rows.filter((at, index) => !index || at - rows[index - 1] > 14).length;
}"""


@pytest.mark.parametrize("locale", LOCALES)
def test_the_head_takes_two_rows_of_a_phone_and_its_menu_opens_without_script(reads, locale):
    reader = reads(360, java_script_enabled=False)
    reader.opens(f"{locale}/cases/")
    menu = reader.page.locator("nav.menu a")
    for width in (390, 360):
        reader.page.set_viewport_size({"width": width, "height": 780})
        assert reader.page.evaluate(ROWS) <= 2
        assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    expect(menu.first).to_be_hidden()
    goes_by(reader, ".opener summary")
    expect(menu.first).to_be_visible()
    goes_by(reader, "nav.menu a")
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("locale", LOCALES)
def test_every_view_is_without_barriers_in_every_language(reads, demo, locale):
    reader, found = reads(360), {}
    story, fund = demo.case("Xiao Fang")["id"], demo.get("site/")["fund"]
    views = ["", "cases/", f"cases/{story}/", f"give/{fund}/", "keep-informed/", "about/", "offline/"]
    for view in views:
        reader.opens(f"{locale}/{view}")
        tag = reader.page.locator("html").get_attribute("lang")
        assert tag.lower() == locale, view
        assert not re.search(r"%\(\w+\)s|\{\w+\}", reader.page.locator("body").inner_text()), view
        looks(reader, view, found)
    assert found == {}
