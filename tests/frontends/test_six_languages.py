"""*six* in every language, and for stories that are told in another."""

import re

import pytest
from playwright.sync_api import expect

from tests.frontends.conftest import SIZES
from tests.frontends.nodes import LOCALES, catalogue

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_speaks_the_reader_s_language(arrives, demo, locale):
    words = catalogue(locale)
    reader = arrives(360)
    reader.opens(f"{locale}/cases/")
    expect(reader.page.get_by_role("heading", name=words["stories"], level=1)).to_be_visible()
    tag = "zh-Hans" if locale == "zh-hans" else locale
    expect(reader.page.locator("html")).to_have_attribute("lang", tag)
    reader.page.locator(".card").first.wait_for()
    reader.page.locator(".narrow summary").click()
    expect(reader.page.get_by_role("heading", name=words["filter.need"])).to_be_visible()
    reader.opens(f"{locale}/give/{demo.case('Narin')['funding']['campaign']}/")
    expect(reader.page.get_by_role("button", name=words["continue"])).to_be_visible()
    assert not re.search(r"\{\w+\}", reader.page.locator("body").inner_text())
    case = demo.case("Xiao Fang")["id"]
    reader.opens(f"{locale}/cases/{case}/")
    heading = "Xiao Fang" if locale == "en" else words["not_told"]
    expect(reader.page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    if locale != "en":
        reader.page.locator(".readable a").first.click()
        expect(reader.page.get_by_role("heading", name="Xiao Fang", level=1)).to_be_visible()
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_story_told_in_another_language_is_one_click_away_and_said_to_be_in_it(arrives, demo):
    reader = arrives(360)
    reader.opens("th/cases/")
    card = reader.page.locator(".card").filter(has_text="Narin")
    expect(card.locator("h3")).to_have_attribute("lang", "en")
    expect(card.locator(".card-summary")).to_have_attribute("lang", "en")
    card.get_by_role("link").click()
    expect(reader.page.get_by_role("heading", name="Narin", level=1)).to_be_visible()
    assert reader.page.url.endswith(f"/six/en/cases/{demo.case('Narin')['id']}/")


@pytest.mark.parametrize("locale", ["th", "zh-hans"])
def test_no_reader_is_without_help_for_want_of_a_translation(arrives, demo, locale):
    reader = arrives(360)
    reader.opens(f"{locale}/")
    front = reader.page.locator("main .prose")
    expect(front).to_have_attribute("lang", "en")
    told = demo.get("pages/home/?locale=en")["page"]["body"]
    for part in told:
        if part["type"] in ("heading", "paragraph"):
            expect(front.get_by_text(part["text"], exact=True)).to_be_attached()
    leads = front.locator(".onward a[href*='/six/']").evaluate_all("links => links.map((one) => one.href)")
    assert [link for link in leads if f"/{locale}/" in link and not link.endswith("/cases/")] == []
    elsewhere = [
        card["slug"] for card in demo.get(f"pages/?locale={locale}")["results"] if card["locale"] != locale
    ]
    for slug in set(elsewhere) - {"home"}:
        reader.opens(f"{locale}/{slug}/")
        reader.page.locator(".readable a").first.click()
        expect(reader.page.locator("main h1")).to_have_text(
            demo.get(f"pages/{slug}/?locale=en")["page"]["title"]
        )
    assert [url for url in reader.asked if re.search(rf"/api/v1/pages/\w+/\?locale={locale}", url)] == []


def test_countries_are_named_in_the_reader_s_language(arrives):
    reader = arrives(360)
    reader.opens("th/cases/")
    reader.page.locator(".narrow summary").click()
    areas = reader.page.locator(".narrow .areas")
    expect(areas.get_by_role("link", name="ไทย")).to_be_visible()
    assert "Thailand" not in areas.inner_text()


@pytest.mark.parametrize("width", SIZES)
def test_written_from_right_to_left_nothing_breaks(arrives, demo, width):
    reader = arrives(width)
    for view in ["en/", "en/cases/", f"en/cases/{demo.case('Xiao Fang')['id']}/", "en/about/"]:
        reader.opens(view)
        reader.page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
        assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), view
