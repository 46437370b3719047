"""What is shipped: small enough, complete, agreeing with itself, and with its sources named."""

import json
from pathlib import Path

from storymap import gazetteer
from storymap.credits import CREDITS, SOURCES

ROOT = Path(__file__).resolve().parents[2]
PLACES = ROOT / "storymap" / "static" / "storymap" / "places"


def codes_of(topology):
    return {shape["properties"]["code"] for shape in topology["objects"]["places"]["geometries"]}


def test_the_data_is_small_enough_to_ship():
    kilobytes = {
        folder: sum(path.stat().st_size for path in (ROOT / folder).rglob("*") if path.is_file()) // 1000
        for folder in ("storymap/data", "storymap/static", "home/data")
    }
    assert kilobytes["storymap/data"] <= 6000
    assert kilobytes["storymap/static"] <= 4000
    assert (ROOT / "home" / "data" / "basemap.json").stat().st_size <= 250_000


def test_browser_and_server_know_the_same_places():
    rows = json.loads((PLACES / "names.json").read_text())
    assert {row[0] for row in rows} == set(gazetteer._areas())
    assert {row[0]: row[1] or row[0] for row in rows} == {
        code: gazetteer.offered(code).code for code in gazetteer._areas()
    }


def test_browser_and_server_coarsen_alike_for_those_under_18():
    rows = {row[0]: row for row in json.loads((PLACES / "names.json").read_text())}
    for code, (_, _, kind, country, people, anchor, *_names, region) in rows.items():
        area = gazetteer.area(code)
        assert (region or (country if kind else None), people) == (area.parent, area.population or 0)
        assert tuple(anchor) == area.anchor
    script = (PLACES.parent / "js" / "places.js").read_text()
    assert f"SMALL_FOR_MINORS = {gazetteer.SMALL_FOR_MINORS};" in script


def test_the_pickers_map_draws_every_country_and_every_region_offered_and_no_other():
    offered = {gazetteer.offered(code) for code in gazetteer._areas()}
    regions = codes_of(json.loads((PLACES / "regions.json").read_text()))
    countries = codes_of(json.loads((PLACES / "countries.json").read_text()))
    assert regions == {area.code for area in offered if area.kind == "region"}
    assert countries - {""} == {area.code for area in offered if area.kind == "country"}


def test_the_public_basemap_is_countries_by_code_to_two_decimals():
    basemap = json.loads((ROOT / "home" / "data" / "basemap.json").read_text())
    assert basemap["credits"] == CREDITS
    found = {feature["properties"]["code"] for feature in basemap["features"]} - {""}
    assert found == {code for code, area in gazetteer._areas().items() if area.kind == "country"}
    for feature in basemap["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for x, y in [point for polygon in polygons for ring in polygon for point in ring]:
            assert (round(x, 2), round(y, 2)) == (x, y)


def test_every_source_is_named_with_its_licence():
    assert {source.licence for source in SOURCES} == {"Public domain", "CC BY 4.0", "Unicode-3.0"}
    assert (
        (ROOT / "storymap" / "static" / "storymap" / "leaflet" / "LICENSE")
        .read_text()
        .startswith("BSD 2-Clause")
    )
