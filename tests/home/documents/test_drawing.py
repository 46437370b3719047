"""The map of a journey, the weave of an id, money and dates: drawn and written from what they are given."""

import json
from pathlib import Path

import pytest

from home.documents import money
from home.documents.finding.map import result_map
from home.documents.journey import labels
from home.documents.journey.drawing import drawing
from home.documents.journey.layout import EYELET
from home.documents.journey.projection import HEIGHT, WIDTH, clip, frame
from home.documents.languages import babel_locale
from home.documents.progress import progress
from home.documents.weave import weave
from payments import dates
from tests.home.documents.journeys import AREAS, STEPS, told

ENGLISH = babel_locale("en")


@pytest.fixture
def map_of_tam():
    return drawing(told("x" * 20)["storymap"], ENGLISH)


def test_eyelets_are_numbered_in_the_order_of_the_story(map_of_tam):
    assert [eyelet.order for eyelet in map_of_tam.eyelets] == [1, 2, 3, 4, 5]
    assert [eyelet.icon for eyelet in map_of_tam.eyelets] == [stage for stage, _heading, _place in STEPS]


def test_no_eyelet_hides_another_or_leaves_the_drawing(map_of_tam):
    points = [(eyelet.x, eyelet.y) for eyelet in map_of_tam.eyelets]
    for index, (x, y) in enumerate(points):
        assert EYELET <= x <= WIDTH - EYELET and EYELET <= y <= HEIGHT + map_of_tam.ribbon
        for other_x, other_y in points[:index]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= (2 * EYELET) ** 2


def test_a_milestone_without_a_place_lies_off_the_map(map_of_tam):
    third = map_of_tam.eyelets[2]
    assert third.placeless and third.y > HEIGHT
    assert all(eyelet.y < HEIGHT for eyelet in map_of_tam.eyelets if not eyelet.placeless)


def test_areas_are_drawn_once_each_however_often_the_story_returns(map_of_tam):
    assert [area.orders for area in map_of_tam.areas] == [(1, 2, 5), (4,)]
    assert {label.text for label in map_of_tam.labels} >= {"The Valley", "The Coast"}


WORDS = {"start": 0, "middle": 0.5, "end": 1}


def reaches(text, anchor, x, size):
    """From where to where a name is read, in a bold face a little wider than most."""
    width = len(text) * size * 0.62
    left = x - WORDS[anchor] * width
    return left, left + width


@pytest.mark.parametrize("others", [[], ["La Paz"], ["Papua New Guinea"], ["La Paz", "Papua New Guinea"]])
def test_no_name_touches_the_edge_of_the_map_of_found_stories(others):
    middles = {"West Kalimantan": (111.0, 0.0), "La Paz": (-68.1, -16.5), "Papua New Guinea": (145.0, -6.0)}
    areas = [
        {"code": name, "text": name, "lang": "", "point": middles[name], "count": 1, "url": "#"}
        for name in ["West Kalimantan", *others]
    ]
    for spot in result_map(areas).spots:
        left, right = reaches(spot.text, spot.named.anchor, spot.named.point[0], 17)
        assert left >= 6 and right <= WIDTH - 6, (spot.text, left, right)


@pytest.mark.parametrize("x", [22, 60, 110, 240, 380, 440, 458])
@pytest.mark.parametrize("size", [14, 19])
def test_no_name_beside_an_eyelet_touches_the_edge_of_the_drawing(x, size):
    spot = labels.beside("West Kalimantan", [(x, 200)], [], labels.eyelet_boxes([(x, 200)]))
    left, right = reaches("West Kalimantan", spot.anchor, spot.point[0], size)
    assert left >= 3 and right <= WIDTH - 3


def test_the_thread_runs_straight_from_each_milestone_to_the_next(map_of_tam):
    assert [stretch.to for stretch in map_of_tam.thread] == [2, 3, 4, 5]
    assert all(stretch.path.count("L") == 1 for stretch in map_of_tam.thread)


def test_a_story_without_any_place_is_a_thread_without_a_map():
    drawn = drawing(
        told("x" * 20, steps=[("before", "One", None), ("next", "Two", None)])["storymap"], ENGLISH
    )
    assert drawn.land == "" and drawn.globe is None and len(drawn.eyelets) == 2


def test_a_journey_across_the_antimeridian_is_framed_the_short_way():
    framed = frame([(179.0, -17.0), (-172.0, -14.0)])
    west, east = framed.point((179.0, -17.0)), framed.point((-172.0, -14.0))
    assert 0 < west[0] < east[0] < WIDTH


def test_a_frame_is_never_closer_than_a_region_allows():
    assert frame([AREAS["XAA-1"]]).scale <= (HEIGHT - 128) / 6.0


def test_clipping_keeps_what_is_inside_and_cuts_what_is_not():
    inside = [(10.0, 10.0), (20.0, 10.0), (20.0, 20.0)]
    assert set(clip(inside)) == set(inside)
    assert clip([(-900.0, 10.0), (-800.0, 10.0), (-800.0, 20.0)]) == []


def test_the_same_journey_is_drawn_the_same_every_time(map_of_tam):
    assert drawing(told("y" * 20)["storymap"], ENGLISH) == map_of_tam


def test_a_weave_comes_of_the_id_alone():
    assert weave("k7m2") == weave("k7m2")
    assert len({weave(f"id-{number}").threads for number in range(50)}) == 50


@pytest.mark.parametrize("number", range(40))
def test_every_weave_shows_both_threads(number):
    drawn = weave(f"id-{number}")
    assert len(drawn.threads) == 2 and all(thread.path for thread in drawn.threads)


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "written"),
    [
        (112_000, "USD", "en", "USD 1,120"),
        (112_050, "USD", "en", "USD 1,120.50"),
        (112_050, "USD", "id", "USD 1.120,50"),
        (5_000, "JPY", "en", "JPY 5,000"),
        (112_000, "USD", "zh-hans", "USD 1,120"),
    ],
)
def test_money_is_written_in_the_readers_figures(amount, currency, locale, written):
    assert money.written({"amount": amount, "currency": currency}, locale).replace("\xa0", " ") == written


AMOUNTS = json.loads(Path("site/frontends/client/test/amounts.json").read_text())


@pytest.mark.parametrize(("text", "currency", "locale", "minor"), AMOUNTS)
def test_an_amount_is_read_as_the_client_of_the_front_ends_reads_it(text, currency, locale, minor):
    if minor is None:
        with pytest.raises(ValueError, match=r".*"):
            money.minor_units(text, currency, locale)
    else:
        assert money.minor_units(text, currency, locale) == minor


@pytest.mark.parametrize("locale", ["en", "id", "th", "zh-hans"])
def test_what_stands_in_a_field_can_be_typed_back(locale):
    for minor in (50, 2500, 123_456):
        assert money.minor_units(money.typed(minor, "USD", locale), "USD", locale) == minor


def test_dates_are_of_the_common_era_in_every_language():
    assert dates.day("2015-06-23", "en") == "23 June 2015"
    assert all("2015" in dates.day("2015-06-23", locale) for locale in ("id", "th", "zh-hans"))


@pytest.mark.parametrize(("received", "percent"), [(0, 0), (89_999, 99), (90_000, 100)])
def test_a_thread_looks_finished_only_when_the_goal_is_met(received, percent):
    usd = {"currency": "USD"}
    funding = {
        "goal": {"amount": 90_000, **usd},
        "received": {"amount": received, **usd},
        "donors": 3,
        "status": "open",
    }
    assert progress(funding, None).percent == percent
