"""A case's journey as GeoJSON (RFC 7946), from milestones and the gazetteer alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from storymap import gazetteer
from storymap.credits import CREDITS


@dataclass(frozen=True, slots=True)
class Milestone:
    """A station of the journey: `area` a gazetteer code, `icon` a glyph's name, `period` years as text."""

    id: str
    stage: str
    heading: str
    icon: str
    area: str | None
    period: str


def storymap(milestones: Sequence[Milestone], locale: str) -> dict[str, Any]:
    """A FeatureCollection: milestones in order, then segments between consecutive distinct areas.

    A milestone without area has geometry null; `bbox` is left out where no milestone has one. `credits` is
    the line to show on any map of it. Areas are drawn as they are offered. Raises `gazetteer.UnknownArea`.
    """
    points = [_point(order, milestone, locale) for order, milestone in enumerate(milestones, 1)]
    collection: dict[str, Any] = {"type": "FeatureCollection", "credits": CREDITS}
    collection["features"] = [*points, *_segments(milestones)]
    corners = [
        pair for point in points if point["geometry"] for pair in _pairs(point["geometry"]["coordinates"])
    ]
    if corners:
        longitudes, latitudes = [x for x, _ in corners], [y for _, y in corners]
        collection["bbox"] = [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]
    return collection


def place(code: str, locale: str) -> dict[str, str]:
    """How an area is named in public: `{code, name, lang, kind}`. Raises `gazetteer.UnknownArea`."""
    text, language = gazetteer.name(code, locale)
    return {"code": code, "name": text, "lang": language, "kind": gazetteer.area(code).kind}


def _point(order: int, milestone: Milestone, locale: str) -> dict[str, Any]:
    area = gazetteer.offered(milestone.area) if milestone.area else None
    return {
        "type": "Feature",
        "id": milestone.id,
        "geometry": gazetteer.geometry(area.code) if area else None,
        "properties": {
            "role": "milestone",
            "order": order,
            "stage": milestone.stage,
            "heading": milestone.heading,
            "icon": milestone.icon,
            "period": milestone.period,
            "area": place(area.code, locale) if area else None,
            "anchor": list(area.anchor) if area else None,
        },
    }


def _segments(milestones: Sequence[Milestone]) -> Iterator[dict[str, Any]]:
    placed = [(milestone.id, gazetteer.offered(milestone.area)) for milestone in milestones if milestone.area]
    for (start, here), (end, there) in pairwise(placed):
        if here.code != there.code:
            yield {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": [list(here.anchor), list(there.anchor)]},
                "properties": {"role": "segment", "from": start, "to": end},
            }


def _pairs(coordinates: list[Any]) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
    else:
        for part in coordinates:
            yield from _pairs(part)
