"""Countries of the world as rings, and the edges two of them share. Data: Natural Earth, public domain."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

Position = tuple[float, float]
Ring = tuple[Position, ...]

BASEMAP = Path(__file__).resolve().parents[2] / "data" / "basemap.json"


@dataclass(frozen=True)
class Country:
    code: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Basemap:
    """`borders` are lines between neighbours only: a coast is no border."""

    countries: tuple[Country, ...]
    borders: tuple[Ring, ...]


@lru_cache(maxsize=1)
def basemap() -> Basemap:
    features = json.loads(BASEMAP.read_text())["features"]
    countries = tuple(
        Country(feature["properties"].get("code") or "", tuple(rings(feature["geometry"])))
        for feature in features
    )
    return Basemap(countries, tuple(_borders(countries)))


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of a Polygon or MultiPolygon, holes included: they are filled by the even-odd rule."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            yield tuple((lon, lat) for lon, lat, *_height in ring)


def _borders(countries: tuple[Country, ...]) -> Iterator[Ring]:
    first: dict[frozenset[Position], int] = {}
    for number, country in enumerate(countries):
        for ring in country.rings:
            line: list[Position] = []
            for start, end in pairwise(ring):
                edge = frozenset((start, end))
                if first.setdefault(edge, number) != number:
                    line = [*line, end] if line else [start, end]
                elif line:
                    yield tuple(line)
                    line = []
            if line:
                yield tuple(line)
