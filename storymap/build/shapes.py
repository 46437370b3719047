"""Outlines: simplified by mapshaper, trimmed of specks, rounded."""

import json
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

from storymap.build.topology import cut, rings

# world-atlas gives these no ISO number; None is drawn as land but is no country to choose.
WITHOUT_NUMBER: dict[str, str | None] = {
    "Somaliland": "SO",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "USNB Guantanamo Bay": "CU",
    "Baikonur": "KZ",
    "Coral Sea Is.": "AU",
}
Features = list[dict[str, Any]]


def collection(features: Features) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def mapshaper(modules: Path, *arguments: str) -> None:
    subprocess.run([str(modules / ".bin" / "mapshaper"), *arguments], check=True)  # noqa: S603


def countries(topology: dict[str, Any], alpha_2: dict[str, str]) -> Features:
    """One feature per world-atlas geometry, `properties.code` its ISO alpha-2 code or ""."""
    features = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        number = geometry.get("id")
        code = alpha_2.get(number) if number else WITHOUT_NUMBER.get(geometry["properties"]["name"])
        pieces = [piece for polygon in rings(topology, geometry) for piece in cut(polygon)]
        shape = {"type": "MultiPolygon", "coordinates": pieces}
        features.append({"type": "Feature", "properties": {"code": code or ""}, "geometry": shape})
    return features


def simplified(modules: Path, source: Path, target: Path, tolerance: str, *before: str) -> Features:
    """Outlines with `x`, `y`, a point well inside; `tolerance` is in metres, an expression of `this`."""
    inside = "x = this.innerX, y = this.innerY"
    mapshaper(
        modules, str(source), *before, "-each", inside,
        "-simplify", "weighted", "variable", f"interval={tolerance}", "keep-shapes",
        "-filter-fields", "code,x,y", "-o", str(target), "format=geojson", "precision=0.001", "force",
    )  # fmt: skip
    features: Features = json.loads(target.read_text())["features"]
    return [trimmed(feature) for feature in features if feature["geometry"]]


def topology(modules: Path, features: Features, source: Path, target: Path) -> None:
    """Writes a TopoJSON file for the browser: borders that two areas share are in it once."""
    source.write_text(json.dumps(collection(features)))
    mapshaper(
        modules, str(source), "-rename-layers", "places",
        "-o", str(target), "format=topojson", "quantization=36000", "force",
    )  # fmt: skip


def coarse(modules: Path, source: Path, target: Path) -> Features:
    """Outlines for a map of the world, two decimals of a degree."""
    mapshaper(
        modules, str(source), "-dissolve", "code", "-simplify", "weighted", "interval=13000", "keep-shapes",
        "-filter-fields", "code", "-o", str(target), "format=geojson", "precision=0.01", "force",
    )  # fmt: skip
    features: Features = json.loads(target.read_text())["features"]
    return [trimmed(feature, speck=0.004) for feature in features if feature["geometry"]]


def trimmed(feature: dict[str, Any], speck: float = 0.002) -> dict[str, Any]:
    """The feature without islands smaller than `speck` of its largest part, and without lakes as small."""
    shape = feature["geometry"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    least = speck * max(_area(polygon[0]) for polygon in polygons)
    kept = [
        [ring for i, ring in enumerate(polygon) if i == 0 or _area(ring) >= least]
        for polygon in polygons
        if _area(polygon[0]) >= least
    ]
    geometry = {"type": "MultiPolygon", "coordinates": kept}
    if len(kept) == 1:
        geometry = {"type": "Polygon", "coordinates": kept[0]}
    return {**feature, "geometry": geometry}


def _area(ring: list[list[float]]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
