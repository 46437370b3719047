"""The journey as GeoJSON: order, areas, segments."""

import json

import pytest

from storymap import gazetteer
from storymap.credits import CREDITS
from storymap.geojson import Milestone, storymap

HOME, ISLAND, CITY = "IDN-1228", "IDN-1233", "c-1625822"


def journey(*areas):
    return [
        Milestone(f"m{at}", "journey", f"Heading {at}", "journey", area, "2008")
        for at, area in enumerate(areas, 1)
    ]


def parts(features, role):
    return [feature for feature in features["features"] if feature["properties"]["role"] == role]


def test_milestones_keep_their_order_and_what_they_say():
    features = storymap(journey(HOME, None, ISLAND), "en")
    milestones = parts(features, "milestone")
    assert [feature["id"] for feature in milestones] == ["m1", "m2", "m3"]
    assert [feature["properties"]["order"] for feature in milestones] == [1, 2, 3]
    assert milestones[0]["properties"] == {
        "role": "milestone",
        "order": 1,
        "stage": "journey",
        "heading": "Heading 1",
        "icon": "journey",
        "period": "2008",
        "area": {"code": HOME, "name": "West Kalimantan", "lang": "en", "kind": "region"},
        "anchor": list(gazetteer.area(HOME).anchor),
    }
    assert milestones[0]["geometry"] == gazetteer.geometry(HOME)


def test_a_milestone_without_place_is_told_and_not_drawn():
    (milestone,) = storymap(journey(None), "en")["features"]
    assert milestone["geometry"] is None
    assert milestone["properties"]["area"] is None
    assert milestone["properties"]["anchor"] is None


def test_segments_join_consecutive_distinct_places_and_follow_the_milestones():
    features = storymap(journey(HOME, HOME, None, ISLAND, CITY), "en")
    segments = parts(features, "segment")
    assert [(line["properties"]["from"], line["properties"]["to"]) for line in segments] == [
        ("m2", "m4"),
        ("m4", "m5"),
    ]
    assert features["features"][-2:] == segments
    start, end = gazetteer.area(HOME).anchor, gazetteer.area(ISLAND).anchor
    assert segments[0]["geometry"] == {"type": "LineString", "coordinates": [list(start), list(end)]}


def test_the_box_holds_every_outline():
    west, south, east, north = storymap(journey(HOME, ISLAND), "en")["bbox"]
    assert 108 < west < 109
    assert -9 < south < -8
    assert 115 < east < 116
    assert 2 < north < 3


@pytest.mark.parametrize("areas", [(), (None, None)])
def test_a_journey_without_places_has_no_box_and_no_segment(areas):
    features = storymap(journey(*areas), "en")
    assert "bbox" not in features
    assert len(features["features"]) == len(areas)


def test_a_place_too_small_to_offer_is_drawn_as_the_country():
    (milestone,) = storymap(journey("IDN-1225"), "en")["features"]
    assert milestone["properties"]["area"]["code"] == "ID"
    assert milestone["geometry"] == gazetteer.geometry("ID")


def test_names_are_in_the_readers_language_or_marked():
    (milestone, other) = parts(storymap(journey(HOME, "USA-3521"), "th"), "milestone")
    assert milestone["properties"]["area"]["lang"] == "th"
    assert other["properties"]["area"]["lang"] == "en"


def test_an_unknown_place_is_refused():
    with pytest.raises(gazetteer.UnknownArea):
        storymap(journey("nowhere"), "en")


def test_it_is_plain_json_names_its_sources_and_comes_out_the_same_each_time():
    features = storymap(journey(HOME, ISLAND), "en")
    assert json.loads(json.dumps(features)) == features == storymap(journey(HOME, ISLAND), "en")
    assert features["credits"] == CREDITS
