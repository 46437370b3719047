"""The picker as an editor uses it, in a real browser."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.storymap.picker"),
    pytest.mark.django_db(transaction=True),
]


def click_shape(page, code):
    """Clicks in the middle of what the map draws for the area, as a hand would."""
    shape = page.locator(f".storymap-area__map >> [data-area='{code}']").first
    box = shape.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def chosen_by_name(page, name):
    origin = page.get_by_role("combobox", name="Origin")
    origin.fill(name)
    expect(page.get_by_role("option").first).to_contain_text(name)
    origin.press("Enter")
    expect(origin).to_have_value(f"{name}, Thailand")


def form_of(visit):
    """What the last sent form held."""
    (sent,) = [request for request in visit.asked if request.method == "POST"]
    return parse_qs(sent.post_data, keep_blank_values=True)


def test_an_editor_picks_a_place_by_name_with_the_keyboard_alone(walk):
    def steps(visit):
        visit.open()
        visit.page.get_by_role("combobox", name="Origin").focus()
        visit.page.keyboard.type("jawa t")
        listed = visit.page.get_by_role("option")
        expect(listed.first).to_contain_text("Java")
        names = listed.all_inner_texts()
        for _ in range(next(at for at, name in enumerate(names, 1) if name.startswith("East Java"))):
            visit.page.keyboard.press("ArrowDown")
        expect(visit.page.locator("[aria-selected=true]")).to_contain_text("East Java, Indonesia")
        visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("combobox", name="Origin")).to_have_value("East Java, Indonesia")
        expect(visit.page.get_by_role("status").first).to_have_text("East Java, Indonesia chosen")
        visit.page.keyboard.press("Tab")
        visit.page.get_by_role("button", name="Save").focus()
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("#saved")).to_have_text("IDN-1233 | IDN-1228")

    walk(steps)


def test_a_place_is_taken_while_the_outlines_of_regions_are_on_their_way(walk):
    def steps(visit):
        held, arrived = [], []
        visit.page.route("**/*regions*", lambda route: route.continue_() if arrived else held.append(route))
        visit.page.add_init_script(
            "addEventListener('change', ({ target }) => { window.taken = target.value; })"
        )
        # Asked for by whichever map of the page is the first to need them.
        with visit.page.expect_request("**/*regions*"):
            visit.open()
            visit.page.locator("#id_origin_map path").first.wait_for(state="attached")
            chosen_by_name(visit.page, "Chiang Mai")
        expect(visit.page.get_by_role("status").first).to_have_text("Chiang Mai, Thailand chosen")
        assert held
        # What saves the form by itself, and the route, are told by it.
        assert visit.page.evaluate("window.taken") == "THA-390"
        chosen_by_name(visit.page, "Chiang Rai")
        arrived.append(True)
        for route in held:
            route.continue_()
        # The second of two in one country, whose outlines were on their way for the first.
        marked = visit.page.locator("#id_origin_map .is-chosen")
        expect(marked).to_have_attribute("data-area", visit.page.evaluate("window.taken"))

    walk(steps)


def test_a_place_chosen_without_a_map_stays_chosen_and_the_next_choice_tries_the_map_again(walk):
    def steps(visit):
        unreachable = [True]
        visit.page.route("**/*regions*", lambda route: route.abort() if unreachable else route.continue_())
        visit.open()
        visit.page.locator("#id_origin_map path").first.wait_for(state="attached")
        chosen_by_name(visit.page, "Chiang Mai")
        said = visit.page.get_by_role("status").first
        expect(said).to_contain_text("Chiang Mai, Thailand chosen. The map could not be drawn")
        unreachable.clear()
        chosen_by_name(visit.page, "Chiang Rai")
        expect(said).to_have_text("Chiang Rai, Thailand chosen")
        expect(visit.page.locator("#id_origin_map .is-chosen")).to_have_count(1)
        # Told to the console as well, of each of the two maps of the page.
        assert all("fetch" in error for error in visit.broken)
        visit.broken.clear()

    walk(steps)


def test_an_editor_picks_a_country_and_then_its_region_on_the_map(walk):
    def steps(visit):
        visit.open()
        click_shape(visit.page, "TH")
        origin = visit.page.get_by_role("combobox", name="Origin")
        expect(origin).to_have_value("Thailand")
        click_shape(visit.page, "THA-390")
        expect(origin).to_have_value("Chiang Mai, Thailand")
        visit.page.get_by_role("button", name="Save").click()
        expect(visit.page.locator("#saved")).to_have_text("THA-390 | IDN-1228")

    walk(steps)


def test_a_region_with_few_people_is_taken_as_its_country(walk):
    def steps(visit):
        visit.open()
        origin = visit.page.get_by_role("combobox", name="Origin")
        origin.fill("Bengkulu")
        expect(visit.page.get_by_role("option")).to_contain_text("shown as Indonesia")
        origin.press("Enter")
        expect(origin).to_have_value("Indonesia")
        visit.page.get_by_role("button", name="Save").click()
        expect(visit.page.locator("#saved")).to_have_text("ID | IDN-1228")

    walk(steps)


def test_what_was_typed_and_clicked_stays_in_the_browser(walk):
    def steps(visit):
        visit.open()
        visit.page.get_by_role("combobox", name="Origin").fill("Kampung Kecil")
        expect(visit.page.get_by_text("No place of this name").first).to_be_visible()
        click_shape(visit.page, "TH")
        expect(visit.page.get_by_role("combobox", name="Origin")).to_have_value("Thailand")
        visit.page.get_by_role("button", name="Save").click()
        expect(visit.page.locator("#saved")).to_have_text("TH | IDN-1228")

    visit = walk(steps)
    assert {urlsplit(request.url).netloc for request in visit.asked} == {urlsplit(visit.url).netloc}
    assert not any("Kecil" in request.url + (request.post_data or "") for request in visit.asked)
    values = [value for values in form_of(visit).values() for value in values]
    assert "TH" in values
    assert not any("." in value and value.replace(".", "").lstrip("-").isdigit() for value in values)


def test_an_untouched_picker_stays_empty(walk):
    def steps(visit):
        visit.open()
        visit.page.locator(".storymap-area__map path").first.wait_for(state="attached")
        visit.page.get_by_role("button", name="Clear the place").click()
        visit.page.get_by_role("button", name="Save").click()
        expect(visit.page.locator("#saved")).to_have_text("| None")

    visit = walk(steps)
    assert form_of(visit)["origin"] == [""]


def test_text_that_is_no_place_gives_way_to_the_place_that_is_chosen(walk):
    def steps(visit):
        visit.open("?origin=IDN-1233")
        origin = visit.page.get_by_role("combobox", name="Origin")
        origin.fill("Surab")
        expect(visit.page.get_by_role("option").first).to_contain_text("Surabaya, Indonesia")
        origin.press("Escape")
        expect(origin).to_have_value("East Java, Indonesia")
        origin.fill("nowhere")
        origin.blur()
        expect(origin).to_have_value("East Java, Indonesia")

    walk(steps)


def test_the_chosen_place_is_named_and_marked_on_the_map(walk):
    def steps(visit):
        visit.open("?origin=c-1625822")
        expect(visit.page.get_by_role("combobox", name="Origin")).to_have_value("Surabaya, Indonesia")
        marked = visit.page.locator("#id_origin_map .is-chosen")
        expect(marked).to_have_attribute("data-area", "c-1625822")
        expect(visit.page.locator("#id_origin_map")).to_contain_text("GeoNames (CC BY 4.0)")

    walk(steps)
