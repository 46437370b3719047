"""The areas that found stories come from, on our own land: a hatch without an edge, and how many."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from home.documents.journey import labels
from home.documents.journey.basemap import Position, Ring, basemap
from home.documents.journey.drawing import ground
from home.documents.journey.labels import Box
from home.documents.journey.layout import EYELET, Stop, places
from home.documents.journey.projection import HEIGHT, WIDTH, Point, frame

ROUND = 5.0  # degrees kept round the middle of an area
HALO = 34.0  # radius of the hatch: wider than any area's middle is exact
TURNED = 240.0  # degrees between areas from which on the way across the antimeridian is taken
MOST = 12  # areas drawn; the list beside the map has all
NAMED = 6
LEAST_HEIGHT = 220.0
SIZE = 17.0  # of the names, in drawing units


@dataclass(frozen=True)
class Spot:
    """`at` is the middle of the released area, `x`, `y` where its number stands: beside it in a crowd."""

    at: Point
    x: float
    y: float
    count: int
    url: str
    text: str
    lang: str
    named: labels.Spot | None


@dataclass(frozen=True)
class ResultMap:
    land: str
    borders: str
    spots: tuple[Spot, ...]
    top: float
    height: float
    width: float = WIDTH
    radius: float = EYELET
    halo: float = HALO


def result_map(areas: Sequence[Mapping[str, Any]]) -> ResultMap | None:
    """Of areas as `facets.areas` gives them, most stories first; None where none can be drawn."""
    located = [(area, middle) for area in areas if (middle := _middle(area))][:MOST]
    if not located:
        return None
    drawn = [area for area, _middle in located]
    framed = frame(_corners([middle for _area, middle in located]))
    at = [framed.point(middle) for _area, middle in located]
    stood = places([Stop(order, drawn[order]["code"], point) for order, point in enumerate(at)])
    ys = [y for _, y in [*at, *stood.values()]]
    top, bottom = max(0.0, min(ys) - 64), min(HEIGHT, max(ys) + 64)
    missing = max(0.0, LEAST_HEIGHT - (bottom - top)) / 2
    land, borders = ground(framed)
    spots = tuple(_spots(drawn, at, stood))
    return ResultMap(land, borders, spots, round(top - missing), round(bottom - top + 2 * missing))


def _middle(area: Mapping[str, Any]) -> Position | None:
    """As the public bytes have it; of a country that no map of a story shows, the middle of its land."""
    if area["point"]:
        return (area["point"][0], area["point"][1])
    land = [country.rings for country in basemap().countries if country.code == area["code"]]
    rings = [ring for pieces in land for ring in pieces]
    if not rings:
        return None
    largest = max(rings, key=_surface)
    return (sum(lon for lon, _ in largest) / len(largest), sum(lat for _, lat in largest) / len(largest))


def _surface(ring: Ring) -> float:
    return abs(sum(lon * ring[i - 1][1] - ring[i - 1][0] * lat for i, (lon, lat) in enumerate(ring)))


def _corners(middles: Sequence[Position]) -> Iterator[Position]:
    """Begun in the middle of all, so that a frame of half the earth is not turned about the Pacific."""
    lons = [lon for lon, _ in middles]
    if max(lons) - min(lons) < TURNED:
        yield ((min(lons) + max(lons)) / 2, middles[0][1])
    for lon, lat in middles:
        yield (lon - ROUND, lat - ROUND)
        yield (lon + ROUND, lat + ROUND)


def _spots(
    areas: Sequence[Mapping[str, Any]], at: Sequence[Point], stood: Mapping[int, Point]
) -> Iterator[Spot]:
    taken: list[Box] = list(labels.eyelet_boxes(stood.values()))
    for order, area in enumerate(areas):
        named = labels.beside(area["text"], [stood[order]], [], taken, SIZE) if order < NAMED else None
        if named:
            taken.append(named.room)
        (x, y), (cx, cy) = stood[order], at[order]
        yield Spot(
            (round(cx), round(cy)), round(x, 1), round(y, 1),
            area["count"], area["url"], area["text"], area["lang"], named,
        )  # fmt: skip
