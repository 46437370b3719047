"""Tomasz writes a journey with the keyboard alone; the route beside it follows what he does."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import GroupPagePermission

from casepages.models import CasePage
from tests.desk.conftest import Keyboard
from tests.review.conftest import index  # noqa: F401
from tests.storymap.conftest import browser_thread, walk  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SURABAYA, EAST_JAVA = "c-1625822", "IDN-1233"
NUMBERS = ".storymap-route__number"


class Writing(Keyboard):
    """At the tab with the journey of a case page."""

    def __init__(self, visit, session, page):
        super().__init__(visit, session)
        visit.page.on("request", visit.note)
        self.opens(reverse("wagtailadmin_pages:edit", args=[page.pk]) + "#tab-journey")
        self.status = self.page.locator(".storymap-route [role=status][aria-live]")
        self.blocks = self.page.locator("[data-streamfield-child]:not([aria-hidden])")
        expect(self.page.locator(".storymap-route__land").first).to_be_attached()

    def lists(self, *headings):
        expect(self.page.locator(".storymap-route__heading")).to_have_text(list(headings))

    def maps(self, *titles):
        """Number → heading on the map, for the milestones with a place."""
        numbers = self.page.locator(NUMBERS)
        expect(numbers).to_have_count(len(titles))
        for number, title in titles:
            expect(numbers.and_(self.page.get_by_title(title, exact=True))).to_have_text(str(number))

    def adds(self, heading, place, answer):
        self.page.get_by_role("button", name="Insert a block").last.focus()
        self.presses("Enter")
        block = self.blocks.last
        block.locator("input[name$=-heading]").focus()
        self.page.keyboard.type(heading)
        if place:
            block.get_by_role("combobox", name="Area").focus()
            self.page.keyboard.type(place)
            expect(block.get_by_role("listbox").get_by_role("option").first).to_be_visible()
            self.presses("ArrowDown", "Enter")
            expect(block.get_by_role("listbox")).to_be_hidden()
        block.locator("select[name$=-under_18]").focus()
        self.page.keyboard.type(answer)

    def does(self, action, at):
        self.blocks.nth(at).locator(f"[data-streamfield-action={action}]").focus()
        self.presses("Enter")


@pytest.fixture
def empty(case_page, tomasz):
    case_page.milestones = []
    case_page.save_revision(user=tomasz)
    return case_page


@pytest.fixture
def writes(walk, client, tomasz):  # noqa: F811
    client.force_login(tomasz)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def run(page, steps, **options):
        return walk(lambda visit: steps(Writing(visit, session, page)), **options)

    return run


def test_numbers_in_map_and_list_follow_what_he_adds_moves_and_removes(empty, writes):
    def steps(desk):
        expect(desk.page.get_by_text("Add a milestone and it appears here.")).to_be_visible()
        desk.adds("A workshop", "Chiang Mai", "No")
        desk.adds("A promise", "", "No")
        desk.adds("A kitchen", "Surabaya", "No")
        desk.lists("A workshop", "A promise", "A kitchen")
        desk.maps((1, "A workshop"), (3, "A kitchen"))
        expect(desk.page.locator(".storymap-route__line")).to_be_attached()
        expect(desk.page.locator(".storymap-route__list li").nth(1)).to_contain_text("No place")
        desk.does("MOVE_UP", 2)
        desk.lists("A workshop", "A kitchen", "A promise")
        desk.maps((1, "A workshop"), (2, "A kitchen"))
        expect(desk.status).to_have_text("A kitchen is now number 2 of 3.")
        desk.does("DUPLICATE", 0)
        desk.lists("A workshop", "A workshop", "A kitchen", "A promise")
        desk.does("DELETE", 0)
        desk.lists("A workshop", "A kitchen", "A promise")
        expect(desk.status).to_have_text("A workshop was removed. 3 remain.")
        desk.does("DELETE", 0)
        desk.lists("A kitchen", "A promise")
        desk.maps((1, "A kitchen"))
        expect(desk.page.locator("[data-streamfield-child][aria-hidden]:visible")).to_have_count(0)
        # Wagtail names a new block by its heading once it was closed.
        desk.page.get_by_role("button", name="Collapse all").press("Enter")
        desk.page.get_by_role("button", name="Expand all").press("Enter")
        assert desk.violations() == []

    visit = writes(empty, steps)
    assert {urlsplit(request.url).netloc for request in visit.asked} == {urlsplit(visit.url).netloc}


def test_a_change_while_the_outlines_of_regions_are_on_their_way_is_drawn_with_them(empty, writes):
    def steps(desk):
        held, arrived = [], []
        desk.page.route("**/*regions*", lambda route: route.continue_() if arrived else held.append(route))
        with desk.page.expect_request("**/*regions*"):
            desk.adds("A workshop", "East Java", "No")
        desk.blocks.last.locator("input[name$=-heading]").fill("A workshop at home")
        desk.lists("A workshop at home")
        assert held
        arrived.append(True)
        for route in held:
            route.continue_()
        desk.maps((1, "A workshop at home"))
        expect(desk.page.locator(".storymap-route__area")).to_be_attached()

    writes(empty, steps)


def test_he_goes_from_the_list_into_the_milestone_and_back(case_page, writes):
    def steps(desk):
        desk.tabs_to(".storymap-route__go")
        assert desk.sees_the_focus()
        desk.presses("Tab", "Enter")
        second = desk.blocks.nth(1)
        desk.page.wait_for_function(
            "block => block.contains(document.activeElement)", arg=second.element_handle()
        )
        entry = desk.page.locator(".storymap-route__go").nth(1)
        expect(entry).to_have_attribute("aria-current", "step")
        desk.blocks.first.locator("input[name$=-heading]").focus()
        expect(desk.page.locator(".storymap-route__go").first).to_have_attribute("aria-current", "step")
        expect(entry).not_to_have_attribute("aria-current", "step")

    writes(case_page, steps)


def test_a_number_on_the_map_leads_to_its_milestone(far, writes):
    def steps(desk):
        desk.page.set_viewport_size({"width": 1440, "height": 1000})
        number = desk.page.locator(NUMBERS, has_text="3")
        number.click()
        expect(desk.blocks.nth(2).locator("select[name$=-stage]")).to_be_focused()
        expect(number).to_contain_class("is-current")

    writes(far, steps)


def test_a_place_too_small_for_the_persons_age_is_offered_coarser(empty, writes):
    def steps(desk):
        desk.adds("A kitchen", "Surabaya", "Yes")
        entry = desk.page.locator(".storymap-route__list li")
        expect(entry).to_contain_text("Shown as East Java, Indonesia")
        place = desk.blocks.get_by_role("combobox", name="Area")
        expect(place).to_have_value("Surabaya, Indonesia")
        expect(desk.page.get_by_text("was, or may have been, under 18")).to_be_visible()
        desk.page.get_by_role("button", name="Take East Java, Indonesia").focus()
        desk.presses("Enter")
        expect(place).to_have_value("East Java, Indonesia")
        expect(desk.page.get_by_text("was, or may have been, under 18")).to_be_hidden()
        expect(entry).not_to_contain_text("Shown as")
        place.fill("Bengkulu")
        desk.presses("Enter")
        expect(place).to_have_value("Indonesia")
        told = "Bengkulu, Indonesia is too small to be named safely. Indonesia is shown in its place."
        expect(desk.blocks.locator(".storymap-area__note")).to_have_text(told)

    writes(empty, steps)


def test_in_a_translation_the_places_are_the_originals_and_only_read(case_page, indonesian, tomasz, writes):
    stage = {"stage": "before", "heading": "A workshop", "narrative": "She sewed.", "under_18": "no"}
    case_page.milestones = [("milestone", {**stage, "area": SURABAYA})]
    case_page.save_revision(user=tomasz)
    case_page.get_parent().specific.copy_for_translation(indonesian)
    translated = CasePage.objects.get(pk=case_page.copy_for_translation(indonesian).pk)
    GroupPagePermission.objects.update(page=case_page.get_root())
    case_page.milestones[0].value["area"] = EAST_JAVA
    case_page.save_revision(user=tomasz)

    def steps(desk):
        expect(desk.page.locator(".storymap-route__list li")).to_contain_text("East Java, Indonesia")
        place = desk.blocks.get_by_role("combobox", name="Area")
        expect(place).to_have_value("East Java, Indonesia")
        expect(place).not_to_be_editable()
        expect(desk.page.locator("input[name$=-value-area]")).to_have_value(SURABAYA)

    writes(translated, steps)


@pytest.fixture
def far(case_page, tomasz):
    """From Borneo over Jakarta to Selangor and home, with a milestone that names no place."""
    told = [
        ("before", "A workshop at home", "IDN-1228"),
        ("offer", "A promise of a kitchen", ""),
        ("journey", "The ferry and the long road", "IDN-1227"),
        ("exploitation", "No wages, no door", "MYS-1148"),
        ("finding_help", "A neighbour who listened", "c-1735161"),
        ("way_home", "The way back", "IDN-1228"),
    ]
    case_page.milestones = [
        ("milestone", {"stage": stage, "heading": heading, "narrative": "", "area": area, "under_18": "no"})
        for stage, heading, area in told
    ]
    case_page.save_revision(user=tomasz)
    return case_page


def apart(boxes):
    """Whether no number covers another."""
    return all(
        abs(one["x"] - other["x"]) >= 24 or abs(one["y"] - other["y"]) >= 24
        for at, one in enumerate(boxes)
        for other in boxes[:at]
    )


@pytest.mark.parametrize("width", [768, 1440])
def test_the_route_stands_beside_the_milestones_where_there_is_room(far, writes, width):
    def steps(desk):
        desk.page.set_viewport_size({"width": width, "height": 1000})
        aside = desk.page.locator(".storymap-route__aside").bounding_box()
        field = desk.page.locator(".storymap-route__field").bounding_box()
        if width == 1440:
            assert aside["x"] >= field["x"] + field["width"]
            desk.blocks.nth(1).locator("input[name$=-heading]").focus()
            expect(desk.page.locator(".storymap-route__map")).to_be_in_viewport()
        else:
            assert aside["y"] + aside["height"] <= field["y"]
        expect(desk.page.locator(NUMBERS)).to_have_count(5)
        assert apart([number.bounding_box() for number in desk.page.locator(NUMBERS).all()])
        assert desk.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        assert desk.violations() == []

    writes(far, steps)
