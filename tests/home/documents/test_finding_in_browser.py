"""Finding a story as people do: with a keyboard, on a phone, with script and without; or finding nothing."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from publication.identifiers import opaque_id
from tests.home.documents.conftest import public
from tests.home.documents.journeys import COAST
from tests.home.documents.test_in_browser import overflow
from tests.journey.people import barriers
from tests.publication.stories import released, site_story
from tests.storymap.conftest import browser_thread, walk

__all__ = ["browser_thread", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(360, 780), (1280, 900)]


@pytest.fixture
def stories(people, live_server):
    """Ana and Bo come from the valley, Cai from the coast; the fund is open."""
    exit_url = f"{live_server.url}/robots.txt"
    released(site_story(opaque_id()) | {"exit_url": exit_url}, people.editor, people.reviewer)
    return SimpleNamespace(
        ana=public(people, alias="Ana", summary="Ana sold rice noodles."),
        bo=public(people, alias="Bo", summary="Bo carried rice to the mill.", exploitation=["begging"]),
        cai=public(people, alias="Cai", summary="Cai mended nets.", origin=COAST, exploitation=["fishing"]),
    )


def shows(page, aliases):
    expect(page.locator(".card h3")).to_have_text(aliases)


def test_without_script_words_choices_map_and_help_are_plain_links(walk, stories):
    told = []

    def steps(visit):
        page = visit.page
        page.on("request", lambda request: told.append(request.headers.get("referer", "")))
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{visit.url}/en/cases/")
            page.get_by_label("Search the stories").fill("rice")
            page.get_by_role("button", name="Search").click()
            expect(page.locator(".card")).to_have_count(2)
            assert sorted(page.locator(".card h3").all_inner_texts()) == ["Ana", "Bo"]
            assert page.locator("mark").all_inner_texts() == ["rice", "rice"]
            opens(page)
            page.locator(".narrow").get_by_role("link", name="Begging 1").click()
            shows(page, ["Bo"])
            opens(page)
            page.locator(".result-map .rim").first.click()
            page.wait_for_url(lambda url: "region=XAA-1" in url and "q=rice" in url)
            assert overflow(page) <= 0
            page.get_by_label("Search the stories").fill("nets")
            page.get_by_role("button", name="Search").click()
            expect(page.get_by_role("heading", name="No story has “nets”")).to_be_visible()
            assert overflow(page) <= 0
            page.get_by_role("link", name="Without “Begging”").click()
            # Who comes from the coast passed through the valley.
            shows(page, ["Cai"])
            assert "nets" not in page.title()

    walk(steps, java_script_enabled=False)
    assert [where for where in told if "rice" in where or "nets" in where] == []


def opens(page):
    """The ways to narrow, where they are folded away: that is said by the styles."""
    page.wait_for_load_state()
    if page.locator(".narrow summary").is_visible():
        page.locator(".narrow summary").click()


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
def test_with_its_script_the_stories_are_found_while_one_types(walk, stories, size):
    asked = []

    def steps(visit):
        page = visit.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
        page.goto(f"{visit.url}/en/cases/")
        field = page.get_by_role("combobox", name="Search the stories")
        field.focus()
        page.keyboard.type("An")
        options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
        expect(options).to_have_text(["Ana Story"])
        expect(page.locator(".search [role=status]")).to_have_text(
            "Suggestions: 1. Choose with the arrow keys."
        )
        expect(field).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
        expect(field).to_be_focused()
        assert barriers(page) == [] and overflow(page) <= 0
        page.keyboard.press("Enter")
        expect(field).to_have_value("Ana")
        expect(field).to_have_attribute("aria-expanded", "false")
        expect(page.locator("#found-said")).to_have_text("1 story with “Ana”")
        shows(page, ["Ana"])

        field.fill("rice")
        expect(page.locator("#found-said")).to_have_text("2 stories with “rice”")
        page.keyboard.press("Escape")
        assert "rice" not in page.url and "rice" not in page.title()
        # The way back from a story leads to what was found.
        page.get_by_role("link", name="Bo", exact=True).click()
        page.get_by_role("heading", name="Bo", level=1).wait_for()
        page.go_back()
        expect(page.locator("#found-said")).to_have_text("2 stories with “rice”")
        expect(field).to_have_value("rice")

        opens(page)
        page.locator(".narrow").get_by_role("link", name="Begging 1").click()
        shows(page, ["Bo"])
        opens(page)
        page.locator(".result-map .rim").first.click()
        expect(page.locator(".taken li")).to_have_count(3)
        field.fill("nets")
        expect(page.get_by_role("heading", name="No story has “nets”")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#found-said")).to_have_text("No story has “nets”")
        assert barriers(page) == [] and overflow(page) <= 0
        page.get_by_role("link", name="Without “Begging”").click()
        # Who comes from the coast passed through the valley.
        shows(page, ["Cai"])
        assert page.evaluate("() => Object.keys({...localStorage, ...sessionStorage}).length") == 0

    visit = walk(steps, service_workers="block")
    hosts = {url.split("/")[2] for url, _where in asked if url.startswith("http")}
    assert hosts == {visit.url.split("/")[2]}
    assert [where for _url, where in asked if "rice" in where or "nets" in where] == []
