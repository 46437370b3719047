"""Finding a story on *six* as people do: with a keyboard, on a phone, or finding nothing; told to nobody."""

from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def indexed(demo):
    """The worker has told the search of the demo's stories, which were loaded a moment ago."""
    until = monotonic() + 120
    while not demo.get("search/?q=Narin")["total"]:
        assert monotonic() < until, "the worker tells the search of no story"


def wide(reader) -> int:
    """How many pixels the page is wider than the window."""
    return reader.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def opens_the_ways(page) -> None:
    if page.locator(".narrow summary").is_visible() and not page.locator(".narrow[open]").count():
        page.locator(".narrow summary").click()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_story_is_found_while_one_types_by_suggestion_choice_and_map(arrives, demo, width):
    reader = arrives(width, service_workers="block")
    page = reader.page
    reader.opens("en/cases/")
    field = page.get_by_role("combobox", name="Search the stories")
    said = page.locator("p[role=status]").last
    names = page.locator(".card h3")
    field.focus()
    page.keyboard.type("Nar")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_text(["Narin Story"])
    page.keyboard.press("ArrowDown")
    assert (
        page.locator(f"#{field.get_attribute('aria-activedescendant')}").get_attribute("aria-selected")
        == "true"
    )
    expect(field).to_be_focused()
    assert reader.barriers() == []
    page.keyboard.press("Enter")
    expect(said).to_have_text("1 story with “Narin”")
    expect(names).to_have_text(["Narin"])
    expect(field).to_have_attribute("aria-expanded", "false")

    field.fill("fishing boat")
    expect(page.locator("mark").first).to_be_visible()
    page.keyboard.press("Escape")
    assert "fishing" not in page.url + page.title()
    opens_the_ways(page)
    page.locator(".narrow").get_by_role("link", name="Fishing").click()
    expect(page.locator(".taken")).to_contain_text("Fishing")
    assert page.url.endswith("?exploitation=fishing")
    opens_the_ways(page)
    page.locator(".area-mark b").first.click()
    expect(page.locator(".taken")).to_contain_text("Thailand")
    expect(names).to_have_text(["Narin"])
    expect(page.locator(".narrow").get_by_role("link", name="Thailand")).to_have_attribute(
        "aria-current", "true"
    )
    assert reader.barriers() == [] and wide(reader) <= 0

    field.fill("zeppelin")
    expect(page.get_by_role("heading", name="No story has “zeppelin”")).to_be_visible()
    expect(said).to_have_text("No story has “zeppelin”")
    assert reader.barriers() == [] and wide(reader) <= 0
    ways = page.locator(".ways")
    expect(ways.get_by_role("link", name="Keep me informed")).to_be_visible()
    expect(ways.locator(f"a[href$='/give/{demo.get('site/')['fund']}/']")).to_be_visible()
    ways.get_by_role("link", name="Without “Fishing”").click()
    page.wait_for_url(lambda url: "exploitation" not in url)
    field.fill("Narim")
    page.locator(".nearby").get_by_role("button", name="Narin").click()
    expect(names).to_have_text(["Narin"])
    assert reader.outside() == []


def test_a_suggestion_being_chosen_is_not_lost_to_those_that_come_late(arrives):
    reader = arrives(service_workers="block")
    page = reader.page
    late, chosen = [], []
    page.route("**/suggest/?*q=Nari*", lambda route: route.continue_() if chosen else late.append(route))
    reader.opens("en/cases/")
    field = page.get_by_role("combobox", name="Search the stories")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    field.press_sequentially("Nar")
    expect(options).to_have_text(["Narin Story"])
    with page.expect_request("**/suggest/?*q=Nari*"):
        field.press_sequentially("i")
    field.press("ArrowDown")
    chosen.append(True)
    with page.expect_response("**/suggest/?*q=Nari*"):
        while late:
            late.pop().continue_()
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Narin")


def under_a_held_clock(arrives, path):
    """The stories at this address and their field, with a clock that goes on only as it is told to."""
    reader = arrives(service_workers="block")
    page = reader.page
    page.clock.install()
    reader.opens(path)
    page.locator(".card").first.wait_for()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    return page, page.get_by_role("combobox", name="Search the stories")


def test_a_letter_typed_while_the_last_ones_begin_to_be_sought_stays(arrives):
    page, field = under_a_held_clock(arrives, "en/cases/")
    field.press_sequentially("Nar")
    page.clock.run_for(350)
    field.press_sequentially("i")
    with page.expect_request("**/suggest/?*q=Nari*"):
        page.clock.run_for(150)
    expect(field).to_have_value("Nari")


def test_what_is_typed_is_not_sought_any_more_once_all_is_shown(arrives):
    page, field = under_a_held_clock(arrives, "en/cases/?q=fishing&exploitation=fishing")
    expect(page.locator(".card h3")).to_have_text(["Narin"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    field.press("End")
    field.press_sequentially(" boat")
    page.get_by_role("button", name="Show all").click()
    expect(field).to_have_value("")
    page.clock.run_for(100)
    expect(page.locator(".card h3")).not_to_have_count(1)
    page.clock.run_for(1000)
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "boat" in address and "/suggest/" not in address]


def test_the_way_back_leads_to_what_was_sought_and_an_address_to_what_was_chosen(arrives):
    reader = arrives()
    reader.opens("en/cases/")
    reader.page.locator(".narrow").get_by_role("link", name="Funded").click()
    expect(reader.page.locator(".card h3")).to_have_text(["Xiao Fang"])
    assert reader.page.url.endswith("?status=funded")
    reader.page.reload()
    expect(reader.page.locator(".card h3")).to_have_text(["Xiao Fang"])
    reader.page.get_by_role("button", name="Show all").click()
    expect(reader.page.locator(".card h3")).not_to_have_count(1)
    reader.page.get_by_label("Search the stories").fill("fishing boat")
    reader.page.get_by_role("button", name="Search").click()
    expect(reader.page.locator(".card h3")).to_have_text(["Narin"])
    reader.page.locator(".card a").first.click()
    expect(reader.page.get_by_role("heading", name="Narin", level=1)).to_be_visible()
    reader.page.go_back()
    expect(reader.page.get_by_label("Search the stories")).to_have_value("fishing boat")
    expect(reader.page.locator(".card h3")).to_have_text(["Narin"])


@pytest.mark.parametrize("pages", ["six", "documents"])
def test_on_the_way_to_a_word_nobody_is_told_that_there_is_none(arrives, demo, pages):
    reader = arrives(six="" if pages == "six" else f"{demo.url}/", service_workers="block")
    page = reader.page
    reader.opens("en/cases/")
    page.evaluate(
        """() => {
        window.told = [];
        const field = document.querySelector("#search");
        const look = () => document.querySelector(".empty") && told.push(field.value);
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    field = page.locator("#search")
    cards = page.locator(".card h3")
    expect(cards).not_to_have_count(0)
    everybody = cards.count()
    for begun in ["s", "se"]:
        with page.expect_response("**/suggest/?*"):
            field.press_sequentially(begun[-1])
        expect(cards).to_have_count(everybody)
    field.press_sequentially("wing")
    expect(page.locator(".found-said")).to_contain_text("“sewing”")
    field.fill("")
    expect(cards).to_have_count(everybody)
    field.press_sequentially("lu")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options.first).to_contain_text("Luzmila")
    with page.expect_response(lambda answer: "q=luzm" in answer.url and "suggest" not in answer.url):
        field.press_sequentially("zm")
    expect(options.first).to_contain_text("Luzmila")
    assert page.evaluate("told") == []
    field.fill("zeppelin")
    expect(page.get_by_role("heading", name="No story has “zeppelin”")).to_be_visible()


def test_words_that_were_sent_are_in_the_address_and_those_being_typed_are_not(arrives):
    reader = arrives(service_workers="block")
    page = reader.page
    reader.opens("en/cases/")
    field = page.get_by_label("Search the stories")
    names = page.locator(".card h3")
    expect(names).not_to_have_count(0)
    everybody = names.count()
    field.fill("fishing boat")
    expect(names).to_have_text(["Narin"])
    assert page.url == f"{reader.six}en/cases/"
    field.press("Enter")
    page.wait_for_url("**/en/cases/?q=fishing+boat")
    page.locator(".narrow").get_by_role("link", name="Thailand").click()
    page.wait_for_url("**/en/cases/?q=fishing+boat&region=TH")
    other = arrives(service_workers="block")
    other.opens(page.url.removeprefix(reader.six))
    expect(other.page.get_by_label("Search the stories")).to_have_value("fishing boat")
    expect(other.page.locator(".card h3")).to_have_text(["Narin"])
    field.fill("fishing boats")
    page.wait_for_url("**/en/cases/?region=TH")
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Stories").click()
    expect(names).to_have_count(everybody)
    expect(field).to_have_value("")
    page.go_back()
    expect(field).to_have_value("fishing boats")
    expect(names).to_have_text(["Narin"])


def test_the_same_address_typed_anew_begins_anew_and_loaded_anew_goes_on(arrives):
    reader = arrives(service_workers="block")
    page = reader.page
    reader.opens("en/cases/")
    page.get_by_label("Search the stories").fill("fishing boat")
    expect(page.locator(".card h3")).to_have_text(["Narin"])
    page.reload()
    expect(page.locator(".card h3")).to_have_text(["Narin"])
    reader.opens("en/cases/")
    expect(page.locator(".card h3")).not_to_have_count(1)
    expect(page.get_by_label("Search the stories")).to_have_value("")


def test_words_sought_are_in_no_log_no_file_no_store_and_no_referrer(arrives, demo):
    reader = arrives()
    referrers = []
    reader.page.on("request", lambda request: referrers.append(request.headers.get("referer", "")))
    reader.opens("en/cases/")
    reader.page.get_by_label("Search the stories").fill("quetzalcoatlus")
    expect(reader.page.get_by_role("heading", name="No story has “quetzalcoatlus”")).to_be_visible()
    reader.page.get_by_role("button", name="Search").click()
    reader.page.wait_for_url("**/six/en/cases/?q=quetzalcoatlus")
    reader.waits_for_the_shell()
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name="No story has “quetzalcoatlus”")).to_be_visible()
    reader.page.locator(".foot").get_by_role("link", name="Plain pages").click()
    reader.page.wait_for_url(f"{demo.url}/en/")
    reader.page.goto(f"{demo.url}/en/cases/?q=quetzalcoatlus&sort=newest")
    reader.page.get_by_role("link", name="Show all").first.click()
    reader.page.locator(".card").first.wait_for()
    assert any("quetzalcoatlus" in url for url in reader.asked)
    assert [where for where in referrers if "quetzalcoatlus" in where] == []
    assert "quetzalcoatlus" not in reader.stored()
    assert "quetzalcoatlus" not in demo.said()
    kept = [path for path in Path(demo.env["DATA"]).rglob("*") if path.is_file()]
    assert [path for path in kept if b"quetzalcoatlus" in path.read_bytes()] == []
