"""What the first view on *six* costs: little before somebody reads on, the map afterwards."""

import re

import pytest

from tests.frontends.conftest import SIZES
from tests.journey.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.postgresql]

BEFORE_THE_MAP, WITH_THE_MAP = 120_000, 560_000
MAP = re.compile(r"/maplibre")


@pytest.mark.parametrize("width", SIZES)
def test_the_first_view_of_a_case_is_light(arrives, demo, width):
    reader = arrives(width, service_workers="block")
    reader.counts_bytes()
    reader.opens(f"en/cases/{demo.case('Xiao Fang')['id']}/")
    reader.waits_for_the_sketch()
    reader.page.wait_for_load_state("networkidle")
    reader.waits_for_the_map()
    reader.page.wait_for_load_state("networkidle")
    spent = reader.transferred
    before = sum(size for url, size in spent.items() if not MAP.search(url))
    # What the map's own thread fetches does not stand in the page's account.
    [worker] = (ROOT / "site/frontends/six/dist/assets").glob("maplibre-gl-worker-*.mjs.br")
    assert any(worker.name.removesuffix(".br") in url for url in reader.asked)
    whole = sum(spent.values()) + worker.stat().st_size
    print(f"six, first view of a case at {width} px: {before:,} bytes, with the map {whole:,}")
    assert before <= BEFORE_THE_MAP, sorted(spent.items(), key=lambda item: -item[1])[1:]
    assert whole <= WITH_THE_MAP


def test_without_a_map_near_none_is_fetched(arrives):
    reader = arrives(360)
    reader.opens("en/")
    reader.page.wait_for_load_state("networkidle")
    assert [url for url in reader.asked if MAP.search(url)] == []


def test_until_somebody_reads_the_map_is_a_sketch_that_tells_the_same(arrives, demo):
    """Nothing heavy is fetched, or drawn, for a page that nobody has touched yet."""
    case = demo.case("Xiao Fang")
    reader = arrives(360)
    reader.opens(f"en/cases/{case['id']}/")
    # Into view by the window's size: a scroll would be a sign.
    reader.page.set_viewport_size({"width": 360, "height": 4000})
    eyelets = reader.page.get_by_role("group", name="Map of the journey").get_by_role("link")
    eyelets.first.wait_for()
    reader.page.wait_for_function("() => document.querySelector('.sketch-land').getAttribute('d')")
    reader.page.wait_for_load_state("networkidle")
    assert [url for url in reader.asked if MAP.search(url)] == []
    sketched = [one.get_attribute("aria-label") for one in eyelets.all()]
    where = [one.bounding_box() for one in eyelets.all()]
    assert reader.barriers() == []
    reader.waits_for_the_map()
    assert [one.get_attribute("aria-label") for one in eyelets.all()] == sketched
    for before, after in zip(where, [one.bounding_box() for one in eyelets.all()], strict=True):
        assert abs(before["x"] - after["x"]) <= 3, "the map stands where the sketch stood"


def test_nothing_in_the_first_view_jumps(arrives, demo):
    reader = arrives(360, service_workers="block")
    page = reader.page
    page.add_init_script(
        """globalThis.shifted = 0;
        new PerformanceObserver((list) => {
            for (const one of list.getEntries()) if (!one.hadRecentInput) globalThis.shifted += one.value;
        }).observe({ type: 'layout-shift', buffered: true });"""
    )
    # What the frame is made of comes when the page has long been seen without it.
    late, seen = [], []
    page.route("**/api/v1/site/**", lambda route: route.continue_() if seen else late.append(route))
    with page.expect_request("**/api/v1/site/**"):
        page.goto(f"{reader.six}en/cases/{demo.case('Luzmila')['id']}/")
    page.locator(".waiting").wait_for()
    page.wait_for_load_state("load")
    seen.append(True)
    while late:
        late.pop().continue_()
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => globalThis.shifted") < 0.02
