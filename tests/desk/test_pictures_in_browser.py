"""An editor looks at a picture, draws over what tells who somebody is, with the mouse or without one."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from casepages.actions import upload_picture
from casepages.models import CasePicture
from casepages.pictures.covering import FILL
from casepages.pictures.forms import ROWS
from tests.casepages.pictures.drawings import FACE, file, landscape, somebody

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIDES = ("left", "top", "width", "height")


@pytest.fixture
def hills(editor):
    return upload_picture(file(landscape()), editor, kind="illustration", alt="A thread over hills")


@pytest.fixture
def portrait(editor):
    return upload_picture(file(somebody()), editor, kind="photograph", alt="Somebody by a wall")


def screen(picture):
    return reverse("case_pictures:edit", args=[picture.pk])


def colour(picture, at):
    picture.refresh_from_db()
    return Image.open(io.BytesIO(bytes(picture.content))).convert("RGB").getpixel(at)


def is_filled(picture, at):
    return all(abs(one - other) < 12 for one, other in zip(colour(picture, at), FILL, strict=True))


def drags(page, picture, start, end):
    """With the mouse over the picture, in its own pixels, whatever size it is shown at."""
    shown = page.locator("[data-picture]").bounding_box()
    scale = shown["width"] / picture.width
    for turn, (x, y) in enumerate((start, end)):
        page.mouse.move(shown["x"] + x * scale, shown["y"] + y * scale, steps=4)
        page.mouse.down() if turn == 0 else page.mouse.up()


def typed(page, row):
    return [page.locator(f"[name={side}-{row}]").input_value() for side in SIDES]


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_drawn_on_the_picture_is_covered(hills, editor, at_the_keyboard, width):
    def steps(desk):
        desk.page.set_viewport_size({"width": width, "height": 1100})
        desk.opens(screen(hills))
        drags(desk.page, hills, (500, 300), (300, 100))
        numbers = [int(number) for number in typed(desk.page, 0)]
        # A pixel of a phone is two or three of the picture's.
        assert all(
            abs(number - wanted) <= 4 for number, wanted in zip(numbers, (300, 100, 200, 200), strict=True)
        )
        drawn = desk.page.locator("[data-drawn] rect")
        expect(drawn).to_have_count(1)
        drags(desk.page, hills, (700, 400), (800, 500))
        expect(drawn).to_have_count(2)
        desk.page.get_by_role("button", name="Cover what is ticked and typed").click()
        expect(desk.page.locator(".messages")).to_contain_text("gone for good")

    at_the_keyboard(editor, steps)
    assert is_filled(hills, (400, 200))
    assert is_filled(hills, (750, 450))
    assert not is_filled(hills, (600, 350))


def test_a_click_and_a_drag_out_of_the_picture_draw_no_nonsense(hills, editor, at_the_keyboard):
    def steps(desk):
        desk.opens(screen(hills))
        drags(desk.page, hills, (200, 200), (200, 200))
        assert typed(desk.page, 0) == ["", "", "", ""]
        drags(desk.page, hills, (800, 500), (hills.width + 60, hills.height + 40))
        left, top, width, height = (int(number) for number in typed(desk.page, 0))
        assert (left + width, top + height) == (hills.width, hills.height)
        desk.page.get_by_role("button", name="Cover what is ticked and typed").click()
        expect(desk.page.locator(".messages")).to_contain_text("gone for good")

    at_the_keyboard(editor, steps)
    assert is_filled(hills, (hills.width - 2, hills.height - 2))


def test_one_rectangle_too_many_is_told_and_not_drawn(hills, editor, at_the_keyboard):
    def steps(desk):
        desk.opens(screen(hills))
        said = desk.page.get_by_role("status").filter(has_text="rectangles are in use")
        for row in range(ROWS):
            drags(desk.page, hills, (20 + 60 * row, 20), (60 + 60 * row, 60))
            expect(said).to_have_count(0)
        drags(desk.page, hills, (600, 300), (700, 400))
        expect(said).to_be_visible()
        expect(desk.page.locator("[data-drawn] rect")).to_have_count(ROWS)
        desk.page.get_by_role("button", name="Cover what is ticked and typed").click()
        expect(desk.page.locator(".messages")).to_contain_text("gone for good")

    at_the_keyboard(editor, steps)
    assert is_filled(hills, (340, 40))
    assert not is_filled(hills, (650, 350))


def test_a_rectangle_is_covered_without_a_mouse_and_shown_while_it_is_typed(hills, editor, at_the_keyboard):
    def steps(desk):
        desk.opens(screen(hills))
        for side, number in zip(SIDES, (300, 100, 200, 150), strict=True):
            desk.tabs_to(f"[name={side}-0]")
            desk.page.keyboard.type(str(number))
        drawn = desk.page.locator("[data-drawn] rect")
        expect(drawn).to_have_attribute("width", "200")
        expect(drawn).to_have_attribute("y", "100")
        desk.tabs_to("[data-cover] button.button-secondary")
        assert desk.sees_the_focus()
        desk.presses("Enter")
        expect(desk.page.locator(".messages")).to_contain_text("gone for good")

    at_the_keyboard(editor, steps)
    assert is_filled(hills, (400, 175))
    assert not is_filled(hills, (400, 280))


def test_a_found_face_is_covered_by_one_key(portrait, editor, at_the_keyboard):
    left, top, width, height = FACE

    def steps(desk):
        desk.opens(screen(portrait))
        expect(desk.page.locator(".case-picture__face")).to_have_count(1)
        desk.tabs_to("[data-cover] button[name=all]")
        desk.presses("Enter")
        expect(desk.page.locator(".case-picture__face")).to_have_count(0)

    at_the_keyboard(editor, steps)
    assert is_filled(portrait, (left + width // 2, top + height // 2))
    assert CasePicture.objects.get().faces == []


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(portrait, editor, at_the_keyboard, width):
    def steps(desk):
        desk.page.set_viewport_size({"width": width, "height": 900})
        found = {}
        for path in (screen(portrait), reverse("case_pictures:add"), reverse("case_pictures:index")):
            desk.opens(path)
            desk.page.wait_for_load_state("networkidle")
            found[path] = desk.violations()
            assert desk.page.evaluate("() => document.documentElement.scrollWidth") <= width, path
        assert [one for ones in found.values() for one in ones] == []

    at_the_keyboard(editor, steps)
