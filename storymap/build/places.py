"""Puts countries, regions and large cities together into the gazetteer's areas."""

from typing import Any

from storymap.build import names
from storymap.build.shapes import Features

SMALL = 100_000
# GeoNames gives these towns the people of the whole regency or municipality round them.
MISCOUNTED = {1642548, 1723510, 1978681}
Area = dict[str, Any]


def countries(outlines: Features, nations: dict[str, dict[str, Any]]) -> list[Area]:
    areas = []
    for outline in outlines:
        code = outline["properties"]["code"]
        if code:
            people = nations[code]["population"] or None
            area = _area(code, "country", code, None, people, _anchor(outline), names.of_country(code))
            areas.append(area)
    return areas


def regions(features: Features, outlines: Features, people: dict[str, int], known: set[str]) -> list[Area]:
    """Every region of a known country that has more than one; the gazetteer decides which it offers."""
    anchors = {outline["properties"]["code"]: _anchor(outline) for outline in outlines}
    within = [feature["properties"]["iso_a2"] for feature in features]
    ours, areas = names.own(), []
    for feature in features:
        about = feature["properties"]
        code, country = about["adm1_code"], about["iso_a2"]
        if country in known and within.count(country) > 1 and code in anchors:
            called = names.of_region(code, about, ours)
            area = _area(code, "region", country, country, people.get(code), anchors[code], called)
            areas.append({**area, "also": names.also_known(about, called)})
    return areas


def cities(large: list[dict[str, Any]], placed: dict[str, str], known: dict[str, Area]) -> list[Area]:
    """Cities of a million. One whose point the outlines leave in the sea belongs to the nearest region."""
    ours, areas = names.own(), []
    for city in large:
        country, number = city["countrycode"], city["geonameid"]
        if country in known and number not in MISCOUNTED:
            code, anchor = f"c-{number}", [round(city["longitude"], 2), round(city["latitude"], 2)]
            parent = placed.get(str(number)) or _nearest(anchor, country, known)
            called = {"en": city["name"], **ours.get(code, {})}
            parent = parent if parent in known and known[parent]["country"] == country else country
            areas.append(_area(code, "city", country, parent, city["population"], anchor, called))
    return areas


def offered(areas: list[Area]) -> dict[str, str]:
    """By every area's code the code of the one offered in its place."""
    known = {area["code"]: area for area in areas}
    chosen = {}
    for area in areas:
        at = area
        while at["parent"] and (at["population"] or 0) < SMALL:
            at = known[at["parent"]]
        chosen[area["code"]] = at["code"]
    return chosen


def _area(
    code: str,
    kind: str,
    country: str,
    parent: str | None,
    people: int | None,
    anchor: list[float],
    called: names.Names,
) -> Area:
    return {
        "code": code, "kind": kind, "country": country, "parent": parent,
        "population": people, "anchor": anchor, "names": called,
    }  # fmt: skip


def _anchor(outline: dict[str, Any]) -> list[float]:
    return [round(outline["properties"]["x"], 2), round(outline["properties"]["y"], 2)]


def _nearest(point: list[float], country: str, known: dict[str, Area]) -> str:
    inside = [area for area in known.values() if area["country"] == country]
    return str(min(inside, key=lambda area: _distance(point, area["anchor"]))["code"])


def _distance(a: list[float], b: list[float]) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
