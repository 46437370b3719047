"""Open data in a real browser: from the foot of a page by keyboard alone to a download, without a barrier."""

import pytest
from playwright.sync_api import expect

from tests.home.documents.test_in_browser import SIZES, overflow
from tests.home.documents.test_open_data import table
from tests.journey.people import barriers
from tests.storymap.conftest import browser_thread, walk

__all__ = ["browser_thread", "table", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOCALES = ["en", "id", "th", "zh-hans"]


def looked_at(visit, size):
    """What axe finds on the page of each language, and how far it is wider than the window."""
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    found, wide = {}, {}
    for locale in LOCALES:
        visit.page.goto(f"{visit.url}/{locale}/open-data/")
        found[locale], wide[locale] = barriers(visit.page), overflow(visit.page)
    visit.found = {locale: broken for locale, broken in found.items() if broken}
    visit.wide = {locale: pixels for locale, pixels in wide.items() if pixels > 0}


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_a_year_of_tables_has_no_barrier_and_fits_in_every_language(walk, table, size):
    visit = walk(lambda visit: looked_at(visit, size))
    assert (visit.found, visit.wide) == ({}, {})


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_nor_has_the_page_before_there_is_a_table(walk, db, size):
    visit = walk(lambda visit: looked_at(visit, size))
    assert (visit.found, visit.wide) == ({}, {})


def tabs_to(page, selector):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"The keyboard never reaches {selector}")


def test_mei_comes_from_the_foot_of_a_page_to_a_download_by_keyboard_alone(walk, table):
    def steps(visit):
        page = visit.page
        page.goto(f"{visit.url}/en/cases/")
        tabs_to(page, ".foot a[href$='/open-data/']")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Open data", level=1)).to_be_visible()
        row = page.get_by_role("row", name="Fishing")
        expect(row.get_by_role("cell", name="20")).to_be_visible()
        tabs_to(page, "a[download]")
        with page.expect_download() as taken:
            page.keyboard.press("Enter")
        visit.csv = taken.value.path().read_text()

    assert "fishing" in walk(steps).csv
