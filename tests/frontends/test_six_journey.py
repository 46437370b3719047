"""The story map on *six*: list, sketch and map tell the same, by every way of moving through it."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]


def test_map_list_api_and_document_tell_the_same_milestones_in_the_same_order_and_words(arrives, demo):
    case = demo.case("Xiao Fang")
    told = demo.get(f"cases/{case['id']}/")["case"]["milestones"]
    reader = arrives()
    reader.opens(f"en/cases/{case['id']}/")
    reader.waits_for_the_map()
    listed = reader.page.locator("ol.milestones > li")
    assert listed.locator("h3").all_inner_texts() == [one["heading"] for one in told]
    assert [item.locator(":scope > p:not(.stage)").all_inner_texts() for item in listed.all()] == [
        one["narrative"] for one in told
    ]
    eyelets = reader.page.get_by_role("group", name="Map of the journey").get_by_role("link")
    names = [eyelet.get_attribute("aria-label") for eyelet in eyelets.all()]
    assert names == [f"{one['order']}. {one['heading']}" for one in told]
    for step, one in enumerate(told, 1):
        reader.page.get_by_role("link", name=names[step - 1], exact=True).click()
        expect(reader.page.locator(f"#step-{step}.current h3")).to_have_text(one["heading"])
    seen = reader.page.locator("ol.milestones").inner_text()
    reader.page.goto(f"{demo.url}/en/cases/{case['id']}/")
    for words in [one["heading"] for one in told] + told[0]["narrative"]:
        assert words in seen
        expect(reader.page.get_by_text(words).first).to_be_attached()


def test_reading_on_takes_the_map_along(arrives, demo):
    reader = arrives()
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/")
    reader.waits_for_the_map()
    reader.page.locator("#step-5").evaluate("one => one.scrollIntoView({ behavior: 'instant' })")
    reader.page.mouse.wheel(0, 200)
    expect(reader.page.locator(".eyelet.current")).not_to_have_attribute("aria-label", re.compile("^1"))
    expect(reader.page.locator(".eyelet.current")).to_have_attribute("aria-current", "step")


@pytest.mark.parametrize("height", [800, 1000])
def test_next_goes_from_the_shown_step_to_the_next_and_stays_under_the_pointer(arrives, demo, height):
    reader = arrives()
    page = reader.page
    page.set_viewport_size({"width": 1440, "height": height})
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/")
    reader.waits_for_the_map()
    following = page.locator(".step-next")
    while following.bounding_box()["y"] + following.bounding_box()["height"] > height:
        page.mouse.wheel(0, 10)
        page.evaluate(
            "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
        )
    expect(page.locator(".step-now")).to_have_text("1 of 7")
    there = following.bounding_box()
    page.mouse.move(there["x"] + there["width"] / 2, there["y"] + there["height"] / 2)
    for step in range(2, 8):
        page.mouse.down()
        page.mouse.up()
        expect(page.locator(".step-now")).to_have_text(f"{step} of 7")
        expect(page.locator(f"#step-{step}.current h3")).to_be_in_viewport()
        assert abs(following.bounding_box()["y"] - there["y"]) <= 2, step


def test_the_address_holds_the_step_and_a_hard_one_can_be_passed_over(arrives, demo):
    reader = arrives(360, service_workers="block")
    warns_before_a_hard_part(reader, step=4)
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/#step-4")
    expect(reader.page.locator("#step-4.current")).to_be_in_viewport()
    expect(reader.page.locator(".step-now")).to_have_text("4 of 7")
    note = reader.page.locator("#step-4 .content-note")
    expect(note).to_contain_text("The next part tells of violence.")
    heading = reader.page.locator("#step-4 h3")
    assert note.bounding_box()["y"] < heading.bounding_box()["y"], "the note comes before what it warns of"
    assert reader.barriers() == []
    note.get_by_role("link", name="Skip this part").click()
    expect(reader.page.locator("#step-5.current")).to_be_in_viewport()
    expect(reader.page.locator(".step-now")).to_have_text("5 of 7")


def warns_before_a_hard_part(reader, step):
    """As an editor may: the story comes with a note before this step."""

    def noted(route):
        told = route.fetch().json()
        told["case"]["milestones"][step - 1]["content_note"] = "The next part tells of violence."
        route.fulfill(json=told)

    reader.page.route(re.compile(r"/api/v1/cases/\w+/\?locale="), noted)


def test_a_swipe_on_the_map_is_a_step(arrives, demo):
    reader = arrives(360, has_touch=True)
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/")
    reader.waits_for_the_map()
    swipe = """(map, [from, to]) => {
        const touch = (x) => [new Touch({ identifier: 1, target: map, clientX: x, clientY: 150 })];
        const tell = (name, touches, changedTouches) =>
            map.dispatchEvent(new TouchEvent(name, { touches, changedTouches, bubbles: true }));
        tell('touchstart', touch(from), touch(from));
        tell('touchend', [], touch(to));
    }"""
    reader.page.locator(".map-canvas").evaluate(swipe, [250, 100])
    expect(reader.page.locator(".step-now")).to_have_text("2 of 7")
    reader.page.locator(".map-canvas").evaluate(swipe, [100, 250])
    expect(reader.page.locator(".step-now")).to_have_text("1 of 7")


def test_with_the_network_cut_the_journey_goes_on_and_a_reload_shows_the_offline_page(arrives, demo):
    case = demo.case("Xiao Fang")
    reader = arrives(360)
    reader.opens(f"en/cases/{case['id']}/")
    reader.waits_for_the_map()
    reader.waits_for_the_shell()
    reader.context.set_offline(True)
    for step in range(2, 8):
        reader.page.get_by_role("button", name="Next").click()
        expect(reader.page.locator(".step-now")).to_have_text(f"{step} of 7")
    expect(reader.page.locator(".milestone.current h3")).to_have_text("A machine of her own")
    reader.page.reload()
    expect(reader.page.get_by_role("heading", name="There is no connection")).to_be_visible()
    assert reader.barriers() == []
    assert "Xiao Fang" not in reader.page.content()
    reader.context.set_offline(False)
    expect(reader.page.get_by_role("heading", name="Xiao Fang", level=1)).to_be_visible()
