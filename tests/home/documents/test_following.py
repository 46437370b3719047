"""The two small scripts in a real browser. Its requests are answered here, from documents fetched before."""

import mimetypes
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

from payments import degrees, proof_of_work
from tests.browser import browser_path
from tests.journey.people import barriers

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
SITE = "http://localhost"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def chromium():
    path = browser_path()
    if not path:
        pytest.skip("NO BROWSER: the scripts were NOT tried. Install one: apt-get install chromium")
    assert finders.find("lite/journey.js"), (
        "The scripts are not built. Run `npm ci && npm run build` in site/frontends/lite."
    )
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop running in this thread, where Django would refuse to read its database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def opened(chromium, stranger):
    """Opens addresses fetched beforehand; `sent` is what the page posts, `outside` other hosts it asks."""
    contexts = []

    def open_page(*addresses, viewport=DESK, script=True, touch=False):
        answers = {address: stranger.get(address) for address in addresses}
        context = chromium.new_context(
            viewport=viewport,
            java_script_enabled=script,
            reduced_motion="reduce",
            has_touch=touch,
            service_workers="block",  # what it fetches passes by `answer`
        )
        contexts.append(context)
        page = context.new_page()
        seen = SimpleNamespace(page=page, sent=[], outside=[], complaints=[])
        page.route("**/*", lambda route: answer(route, answers, seen))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
        page.goto(SITE + addresses[0])
        return seen

    yield open_page
    for context in contexts:
        context.close()


def answer(route, answers, seen):
    request, url = route.request, urlsplit(route.request.url)
    if url.hostname != "localhost":
        seen.outside.append(request.url)
        route.abort()
    elif request.method == "POST":
        seen.sent.append(parse_qs(request.post_data))
        route.fulfill(status=200, body="sent", content_type="text/plain")
    elif url.path in answers:
        headers = {name: value for name, value in answers[url.path].items() if name != "Content-Length"}
        route.fulfill(status=200, headers=headers, body=answers[url.path].content)
    else:
        path = Path(finders.find(url.path.removeprefix("/static/")) or "missing")
        kind = mimetypes.guess_type(path.name)[0] or "text/plain"
        route.fulfill(status=200, body=path.read_bytes() if path.is_file() else b"", content_type=kind)


def current(page):
    return page.locator(".milestone.current h3").all_inner_texts(), page.locator("a.eyelet.current").all()


def test_a_reader_follows_the_journey_icon_by_icon(opened, tam):
    seen = opened(tam.url)
    page = seen.page
    page.locator("a.eyelet-4").click()
    headings, eyelets = current(page)
    assert headings == ["An open gate"] and len(eyelets) == 1
    assert page.url.endswith("#step-4")
    assert page.locator("#step-4 h3").is_visible()
    assert "Step 4 of 5: An open gate" in page.locator("#story [role=status]").inner_text()
    page.locator(".step-back").click()
    assert current(page)[0] == ["The long year"]
    assert seen.outside == seen.complaints == []


def test_the_arrow_keys_lead_on_from_an_eyelet(opened, tam):
    page = opened(tam.url).page
    page.locator("a.eyelet-1").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert current(page)[0] == ["The long year"]
    assert page.evaluate("document.activeElement.dataset.step") == "3"
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**#step-2")


def test_home_and_end_lead_to_the_first_step_and_the_last(opened, tam):
    page = opened(tam.url).page
    page.locator(".step-next").focus()
    page.keyboard.press("End")
    assert current(page)[0] == ["The mill again"] and page.url.endswith("#step-5")
    page.keyboard.press("Home")
    assert current(page)[0] == ["The mill"] and page.url.endswith("#step-1")


def test_where_a_language_is_written_from_the_right_on_is_to_the_left(opened, tam):
    page = opened(tam.url).page
    page.add_init_script(
        "new MutationObserver(() => document.documentElement.setAttribute('dir', 'rtl'))"
        ".observe(document, {childList: true})"
    )
    page.reload()
    page.locator("a.eyelet-1").focus()
    page.keyboard.press("ArrowLeft")
    assert current(page)[0] == ["A letter"]
    page.keyboard.press("ArrowRight")
    assert current(page)[0] == ["The mill"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def draws_a_finger(page, selector, x, y):
    """Across what the selector names, by so many pixels from its middle."""
    box = page.locator(selector).bounding_box()
    start = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    cdp = page.context.new_cdp_session(page)

    def touch(kind, *points):
        cdp.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in points]},
        )

    touch("touchStart", start)
    for part in (0.3, 0.6, 1):
        touch("touchMove", (start[0] + x * part, start[1] + y * part))
    touch("touchEnd")


def test_a_finger_drawn_across_the_map_leads_on_and_back(opened, tam):
    page = opened(tam.url, viewport=PHONE, touch=True).page
    page.locator(".map").scroll_into_view_if_needed()
    draws_a_finger(page, ".map", -120, 10)
    page.wait_for_function("location.hash === '#step-2'")
    draws_a_finger(page, ".map", -120, 0)
    page.wait_for_function("location.hash === '#step-3'")
    draws_a_finger(page, ".map", 120, 0)
    page.wait_for_function("location.hash === '#step-2'")
    assert current(page)[0] == ["A letter"]


@pytest.mark.parametrize(("x", "y"), [(-25, 0), (-60, 60), (-60, -200)])
def test_an_unsteady_press_or_a_scroll_leads_nowhere(opened, tam, x, y):
    page = opened(tam.url, viewport=PHONE, touch=True).page
    before = current(page)[0]
    draws_a_finger(page, ".map", x, y)
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert before == ["The mill"] and page.url == SITE + tam.url + (page.evaluate("location.hash") or "")
    assert page.evaluate("location.hash") in ("", "#step-1")


def test_reading_on_takes_map_and_address_along(opened, tam):
    page = opened(tam.url).page
    assert page.evaluate("location.hash") == ""
    page.evaluate("document.querySelector('#step-3').scrollIntoView()")
    page.wait_for_url("**#step-3")
    assert current(page)[0] == ["The long year"]
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_url("**#step-1")


def test_who_comes_to_see_the_map_begins_with_the_first_step(opened, tam):
    page = opened(tam.url, viewport={"width": 1440, "height": 800}).page
    page.evaluate("document.querySelector('.step-next').scrollIntoView({block: 'center'})")
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert page.evaluate("document.querySelector('#step-2').getBoundingClientRect().top") < 160
    assert current(page)[0] == ["The mill"]
    page.locator(".step-next").click()
    assert current(page)[0] == ["A letter"] and page.url.endswith("#step-2")


def test_the_step_in_the_address_keeps_the_degree_beside_it(opened, tam):
    address = f"{tam.url}?degree={degrees.token(2)}"
    page = opened(tam.url).page
    page.goto(SITE + address)
    page.locator("a.eyelet-1").click()
    page.locator(".step-next").click()
    assert page.url == f"{SITE}{address}#step-2"


def test_the_journey_goes_on_with_the_network_cut(opened, tam):
    page = opened(tam.url).page
    page.context.set_offline(True)
    page.locator("a.eyelet-1").click()
    for heading in ("A letter", "The long year", "An open gate", "The mill again"):
        page.locator(".step-next").click()
        assert current(page)[0] == [heading]


def test_an_address_with_a_step_opens_there(opened, tam):
    page = opened(tam.url).page
    page.goto(f"{SITE}{tam.url}#step-5")
    assert current(page)[0] == ["The mill again"]


def test_the_first_and_last_step_lead_no_further(opened, tam):
    page = opened(tam.url).page
    assert page.locator(".step-back").get_attribute("aria-disabled") == "true"
    page.locator(".step-back").focus()
    page.keyboard.press("Enter")
    assert current(page)[0] == ["The mill"]


def test_without_script_an_eyelet_leads_to_its_narrative(opened, tam):
    page = opened(tam.url, script=False).page
    page.locator("a.eyelet-3").click()
    assert page.url.endswith("#step-3")
    assert page.locator("#step-3 h3").is_visible() and not page.locator(".steps").is_visible()


@pytest.mark.parametrize("address", ["url", "give"])
def test_nothing_is_wider_than_a_small_phone(opened, tam, address):
    page = opened(getattr(tam, address), viewport={"width": 320, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_eyelets_are_large_enough_for_a_thumb(opened, tam):
    page = opened(tam.url, viewport=PHONE).page
    for eyelet in page.locator("a.eyelet .reach").all():
        box = eyelet.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_the_device_proves_its_work_before_the_form_is_sent(opened, tam):
    seen = opened(tam.give, "/api/v1/donations/challenge/")
    seen.page.locator("input[name=amount][value='3000']").check()
    seen.page.locator("button.give").click()
    seen.page.get_by_text("sent").wait_for()
    (sent,) = seen.sent
    assert sent["amount"] == ["3000"]
    assert proof_of_work.solved(sent["proof"][0])


def asks_the_api(page, stranger):
    """Lets the page's question for a degree through to the API; `asked` is what it sent."""
    asked = []

    def answer_degree(route):
        asked.append(route.request)
        said = stranger.post(
            "/api/v1/degrees/", route.request.post_data, content_type=route.request.headers["content-type"]
        )
        route.fulfill(status=said.status_code, body=said.content, content_type="application/json")

    page.route("**/api/v1/degrees/", answer_degree)
    return asked


def test_with_script_a_press_copies_the_link_for_the_next_hand(opened, stranger, tam):
    seen = opened(tam.url)
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked = asks_the_api(page, stranger)
    assert asked == []
    page.get_by_role("button", name="Pass it on").click()
    page.get_by_text("The link is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{SITE}{tam.url}?degree={degrees.token(1)}"
    assert len(asked) == 1 and "cookie" not in asked[0].headers
    assert page.url.partition("#")[0] == SITE + tam.url and seen.sent == seen.outside == seen.complaints == []


def test_where_the_link_cannot_be_handed_over_the_form_goes_as_it_is(opened, tam):
    seen = opened(tam.url)
    seen.page.route("**/api/v1/degrees/", lambda route: route.fulfill(status=503))
    seen.page.get_by_role("button", name="Pass it on").click()
    seen.page.wait_for_url(f"{SITE}{tam.url}share/")


def test_an_amount_typed_chooses_itself(opened, tam):
    page = opened(tam.give).page
    page.locator("input[name=amount][value='3000']").check()
    page.locator("#other").fill("12")
    assert page.locator("input[name=amount][value=other]").is_checked()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_nobody_meets_a_barrier_on_the_way_from_hand_to_hand(opened, stranger, tam, viewport):
    page = opened(tam.url, viewport=viewport).page
    assert barriers(page) == []
    link_page = stranger.post(f"{tam.url}share/", {"degree": degrees.token(2)})
    page.route(
        f"**{tam.url}share/", lambda route: route.fulfill(body=link_page.content, content_type="text/html")
    )
    page.goto(f"{SITE}{tam.url}share/")
    assert page.locator("#link").input_value().endswith(degrees.token(3))
    assert barriers(page) == []
