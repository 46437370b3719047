"""The two small scripts in a real browser. Its requests are answered here, from documents fetched before."""

import mimetypes
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

from payments import proof_of_work
from tests.journey.conftest import browser_path

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

    def open_page(*addresses, viewport=DESK, script=True):
        answers = {address: stranger.get(address) for address in addresses}
        context = chromium.new_context(viewport=viewport, java_script_enabled=script, reduced_motion="reduce")
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
    assert page.url.endswith("#step-2")


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


def test_an_amount_typed_chooses_itself(opened, tam):
    page = opened(tam.give).page
    page.locator("input[name=amount][value='3000']").check()
    page.locator("#other").fill("12")
    assert page.locator("input[name=amount][value=other]").is_checked()
