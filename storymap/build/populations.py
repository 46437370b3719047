"""How many people live in a region, at least: the towns inside its outline, summed."""

import json
from pathlib import Path
from typing import Any

from storymap.build.shapes import collection, mapshaper

LARGE_CITY = 1_000_000


def of_regions(modules: Path, outlines: Path, towns: list[dict[str, Any]]) -> dict[str, int]:
    """Population by region code; a region without a town is absent. `outlines` is not simplified."""
    folder = outlines.parent
    (folder / "towns.json").write_text(json.dumps(collection([_point(town) for town in towns])))
    counted = folder / "populations.json"
    mapshaper(
        modules, str(outlines), "-join", str(folder / "towns.json"), "calc=people = sum(people)", "fields=",
        "-o", str(counted), "format=json", "force",
    )  # fmt: skip
    return {row["code"]: row["people"] for row in json.loads(counted.read_text()) if row.get("people")}


def regions_of_cities(modules: Path, outlines: Path, cities: list[dict[str, Any]]) -> dict[str, str]:
    """The code of the region each city's point lies in, by GeoNames id; one drawn in the sea is absent."""
    folder = outlines.parent
    (folder / "cities.json").write_text(json.dumps(collection([_point(city) for city in cities])))
    placed = folder / "placed.json"
    mapshaper(
        modules, str(folder / "cities.json"), "-join", str(outlines), "fields=code",
        "-o", str(placed), "format=json", "force",
    )  # fmt: skip
    return {str(row["id"]): row["code"] for row in json.loads(placed.read_text()) if row.get("code")}


def _point(town: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [town["longitude"], town["latitude"]]}
    return {
        "type": "Feature",
        "properties": {"id": str(town["geonameid"]), "people": town["population"]},
        "geometry": geometry,
    }


def large(towns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [town for town in towns if town["population"] >= LARGE_CITY]
