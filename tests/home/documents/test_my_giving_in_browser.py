"""One's own giving on a wide screen and on a phone: the room is used, and nothing is cut."""

import pytest
from playwright.sync_api import expect

from tests.home.documents.test_in_browser import overflow
from tests.home.documents.test_my_giving import LINNEA, MINE, fresh, mailed_code
from tests.journey.people import barriers
from tests.storymap.conftest import browser_thread, walk

__all__ = ["browser_thread", "fresh", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def test_what_was_given_and_what_is_chosen_stand_side_by_side_where_there_is_room(walk, live_server):
    def steps(visit):
        page = visit.page
        page.goto(visit.url + MINE)
        page.locator("[name=email]").fill(LINNEA)
        page.keyboard.press("Enter")
        page.locator("[name=code]").wait_for()
        page.locator("[name=code]").fill(mailed_code(LINNEA))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="My gifts")).to_be_visible()
        page.wait_for_load_state()

        def places():
            return [page.locator(name).bounding_box() for name in ("#gifts", "#followed")]

        page.set_viewport_size(DESK)
        given, followed = places()
        assert given["y"] == followed["y"]
        assert followed["x"] > DESK["width"] / 2 > given["x"] + given["width"]
        page.set_viewport_size(PHONE)
        given, followed = places()
        assert given["x"] == followed["x"] and followed["y"] > given["y"] + given["height"]
        assert not overflow(page) and barriers(page) == []

    walk(steps)
