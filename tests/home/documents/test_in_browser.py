"""The pages a reader meets, in a real browser: readable by everyone, silent to others, quickly left."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import expect

from home.documents.languages import codes
from home.registration import tokens
from home.registration.models import Registration
from publication.actions.withdraw import withdraw
from publication.identifiers import opaque_id
from tests.home.documents.conftest import public
from tests.journey.people import barriers
from tests.publication.stories import page_story, released, site_story
from tests.storymap.conftest import browser_thread, walk

__all__ = ["browser_thread", "walk"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(360, 780), (1440, 1000)]
HOTLINE = {
    "type": "hotline",
    "country": {"code": "TH", "name": "Thailand"},
    "name": "Invented line",
    "number": "555-0102",
    "hours": "Day and night",
    "languages": "Thai, Burmese, Khmer, Lao, English",
    "note": "Free of charge.",
    "url": None,
    "checked_on": "2026-01-15",
}
BODY = [
    {"type": "paragraph", "text": "What helps to see it."},
    {"type": "note", "text": "The next part is hard to read."},
    {"type": "list", "ordered": True, "items": ["Somebody never leaves alone.", "Papers are locked away."]},
    {"type": "terms", "items": [{"term": "An act", "text": "Someone recruits a person."}]},
    {"type": "heading", "text": "Where to call"},
    HOTLINE,
    {**HOTLINE, "country": {"code": "ID", "name": "Indonesia"}},
    {
        "type": "figure",
        "value": "about 70,000",
        "what": "people assisted since 1997",
        "source": "Platform overview",
        "source_date": "undated",
        "url": None,
    },
    {"type": "quote", "text": "I had a number.", "attribution": "Anonymous"},
]


@pytest.fixture
def arabic(settings):
    """A language that runs the other way, for the interface alone."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES


@pytest.fixture
def house(people, live_server):
    """A site whose way out stays on this machine, a page of every part, one story, and one that is gone."""
    way_out = f"{live_server.url}/robots.txt"
    released(site_story(opaque_id()) | {"exit_url": way_out}, people.editor, people.reviewer)
    released(page_story(opaque_id(), "signs", body=BODY), people.editor, people.reviewer)
    tam, gone = public(people), public(people)
    withdraw(gone.id, people.officer)
    return SimpleNamespace(tam=tam, gone=gone, way_out=way_out)


@pytest.fixture
def views(house):
    asked = Registration.objects.create(email="sealed", email_hash="0", locale="en")
    registered = "/en/keep-informed"
    return {
        "home": "/en/",
        "page": "/en/signs/",
        "stories": "/en/cases/",
        "found": "/en/cases/?q=tam&sort=newest",
        "found of a choice": "/en/cases/?q=tam&need=medical&region=XAA-1",
        "nothing found": "/en/cases/?q=nowhere&need=medical",
        "none of this choice": "/en/cases/?need=small_business",
        "story": house.tam.url,
        "keep informed": f"{registered}/",
        "confirm": f"{registered}/confirm/{tokens.to_confirm(asked.pk)}/",
        "leave": f"{registered}/leave/{tokens.to_leave(asked.pk)}/",
        "too late": f"{registered}/confirm/x/",
        "404": "/en/nowhere/",
        "410": f"/en/cases/{house.gone.id}/",
        "offline": "/th/offline/",
    }


def overflow(page):
    """How many pixels the page is wider than the window."""
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_every_view_is_accessible_fits_and_asks_nobody_outside(walk, views, size):
    asked, found, wide = [], {}, {}

    def steps(visit):
        visit.page.set_viewport_size({"width": size[0], "height": size[1]})
        visit.page.on("request", lambda request: asked.append(request.url))
        visit.page.on("pageerror", lambda error: visit.broken.append(str(error)))
        for name, path in views.items():
            visit.page.goto(visit.url + path)
            found[name], wide[name] = barriers(visit.page), overflow(visit.page)
        visit.host = urlsplit(visit.url).netloc

    visit = walk(steps)
    assert {name: broken for name, broken in found.items() if broken} == {}
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}
    assert {urlsplit(url).netloc for url in asked} == {visit.host}


def test_a_language_that_runs_the_other_way_is_laid_out_so(walk, house, arabic):
    assert "ar" in codes()

    def steps(visit):
        for width in (360, 1440):
            visit.page.set_viewport_size({"width": width, "height": 900})
            for path in ("/ar/", "/ar/cases/", "/ar/keep-informed/", "/ar/nowhere/"):
                visit.page.goto(visit.url + path)
                assert visit.page.evaluate("() => getComputedStyle(document.body).direction") == "rtl"
                assert overflow(visit.page) <= 0, path
            brand, leave = (visit.page.locator(name).bounding_box() for name in (".brand", ".leave"))
            assert brand["x"] > leave["x"] or width == 360

    walk(steps)


@pytest.mark.once
def test_whoever_leaves_cannot_be_followed_back_to_the_story(walk, house):
    def steps(visit):
        visit.page.goto(f"{visit.url}/en/")
        visit.page.goto(visit.url + house.tam.url)
        visit.page.get_by_role("link", name="Leave now").click()
        visit.page.wait_for_url(house.way_out)
        visit.page.go_back()
        assert visit.page.url == f"{visit.url}/en/"

    walk(steps)


@pytest.mark.once
def test_nor_after_moving_within_the_page_and_from_one_language_to_another(walk, house, people):
    both = public(people, "en", "th")

    def steps(visit):
        page = visit.page
        page.goto(f"{visit.url}/en/")
        page.goto(visit.url + both.url)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#content:target")).to_be_focused()
        page.get_by_role("link", name="ไทย").click()
        page.wait_for_url(visit.url + both.url.replace("/en/", "/th/"))
        page.locator("a[data-leave]").click()
        page.wait_for_url(house.way_out)
        page.go_back()
        assert page.url == f"{visit.url}/en/"

    walk(steps)


def test_without_script_the_way_out_is_a_plain_link_that_tells_nobody_where_from(walk, house):
    told = []

    def steps(visit):
        visit.page.on("request", lambda request: told.append((request.url, request.headers.get("referer"))))
        visit.page.goto(visit.url + house.tam.url)
        visit.page.get_by_role("link", name="Leave now").click()
        visit.page.wait_for_url(house.way_out)

    walk(steps, java_script_enabled=False)
    assert (house.way_out, None) in told


@pytest.mark.once
def test_without_network_a_page_of_ours_stands_in_and_no_story_is_kept(walk, house):
    def steps(visit):
        page = visit.page
        page.goto(visit.url + house.tam.url)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_role("heading", name="No connection")).to_be_visible()
        assert house.tam.alias not in page.content()
        kept = page.evaluate(
            """async () => {
              const texts = [];
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys())
                  texts.push(await (await cache.match(request)).text());
              }
              return texts.join("\\n");
            }"""
        )
        assert "No connection" in kept
        assert house.tam.alias not in kept
        page.context.set_offline(False)
        page.get_by_role("link", name="Try again").click()
        page.get_by_role("heading", name=house.tam.alias).wait_for()

    walk(steps)


@pytest.mark.parametrize(("locale", "said"), [("en", "Nothing was sent"), ("zh-hans", "什么都没有发送")])
def test_a_form_is_not_sent_into_no_network_and_keeps_what_was_typed(walk, house, locale, said):
    def steps(visit):
        page = visit.page
        page.goto(f"{visit.url}{house.tam.url.replace('/en/', f'/{locale}/')}concern/")
        page.locator("textarea").fill("Her village can be told from the river.")
        page.context.set_offline(True)
        page.locator("button[type=submit]").click()
        expect(page.get_by_role("alert")).to_contain_text(said)
        assert page.url.endswith("/concern/")
        expect(page.locator("textarea")).to_have_value("Her village can be told from the river.")
        page.context.set_offline(False)
        with page.expect_request(lambda request: request.method == "POST"):
            page.locator("button[type=submit]").click()

    walk(steps)


def in_the_office(act):
    """Does it on another thread, for the browser's own may not use the database."""

    def done():
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as office:
        office.submit(done).result()


@pytest.mark.once
def test_an_open_journey_is_followed_without_network_and_comes_back_as_what_it_is_by_then(
    walk, house, people
):
    """Nothing read before stands in: not by reload, not by the way back, and not once it is withdrawn."""

    def steps(visit):
        page, told = visit.page, visit.url + house.tam.url
        page.goto(told)
        page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.context.set_offline(True)
        page.locator(".step-next").click()
        expect(page).to_have_url(f"{told}#step-2")
        expect(page.locator("#step-2 h3")).to_be_visible()
        page.goto(f"{visit.url}/th/cases/")
        assert page.locator("html").get_attribute("lang") == "th"
        expect(page.get_by_role("heading", level=1)).not_to_have_text("No connection")
        expect(page.locator("svg.loose-end")).to_be_attached()
        page.go_back()
        expect(page.get_by_role("heading", name="No connection")).to_be_visible()
        assert house.tam.alias not in page.content()
        in_the_office(lambda: withdraw(house.tam.id, people.officer))
        page.context.set_offline(False)
        assert page.reload().status == 410
        assert house.tam.alias not in page.content()

    walk(steps)
