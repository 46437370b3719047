"""The whole map as shapes for the template: land, borders, areas, thread, eyelets, names, globe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from babel import Locale

from home.documents.journey import labels
from home.documents.journey.basemap import Position, Ring, basemap, rings
from home.documents.journey.globe import Globe, globe
from home.documents.journey.labels import Box, Label
from home.documents.journey.layout import EYELET, RIBBON, Stop, places
from home.documents.journey.projection import HEIGHT, WIDTH, Frame, Point, clip, frame, in_view, path

WIDE = 24.0  # degrees: an area larger than this is framed by its anchor alone
ROUND_ANCHOR = 3.5  # degrees kept round such an anchor
COUNTRY_NAMES = 3


@dataclass(frozen=True)
class Area:
    """The hatched area of one or more milestones; `orders` says of which."""

    path: str
    orders: tuple[int, ...]


@dataclass(frozen=True)
class Eyelet:
    """`placeless`: the story names no place here, so the eyelet lies off the map."""

    order: int
    x: float
    y: float
    icon: str
    heading: str
    placeless: bool


@dataclass(frozen=True)
class Stretch:
    """The straight piece of thread that arrives at a milestone."""

    to: int
    path: str


@dataclass(frozen=True)
class Drawing:
    land: str
    borders: str
    areas: tuple[Area, ...]
    thread: tuple[Stretch, ...]
    eyelets: tuple[Eyelet, ...]
    labels: tuple[Label, ...]
    globe: Globe | None
    width: float = WIDTH
    height: float = HEIGHT
    radius: float = EYELET
    ribbon: float = 0


def drawing(storymap: dict[str, Any], locale: Locale) -> Drawing:
    """Draws the FeatureCollection of a case's signed bytes. Without a place: a thread without a map."""
    milestones = [feature for feature in storymap["features"] if feature["properties"]["role"] == "milestone"]
    framed = _framed(milestones)
    stops = [_stop(feature, framed) for feature in milestones]
    points = places(stops)
    placeless = {stop.order for stop in stops if not stop.anchor}
    eyelets = tuple(_eyelet(feature["properties"], points, placeless) for feature in milestones)
    land = list(_shapes(framed)) if framed else []
    return Drawing(
        land="".join(shape.path for shape in land),
        borders=_borders(framed) if framed else "",
        areas=tuple(_areas(milestones, framed)) if framed else (),
        thread=tuple(_thread(eyelets)),
        eyelets=eyelets,
        labels=tuple(_labels(milestones, eyelets, land, locale)) if framed else (),
        globe=globe(framed) if framed else None,
        ribbon=RIBBON if placeless and framed else 0,
    )


@lru_cache(maxsize=64)
def ground(framed: Frame) -> tuple[str, str]:
    """Land and borders of a frame, as the `d` of two paths."""
    return "".join(shape.path for shape in _shapes(framed)), _borders(framed)


@dataclass(frozen=True)
class _Shape:
    code: str
    points: list[Point]
    path: str


def _framed(milestones: Sequence[dict[str, Any]]) -> Frame | None:
    positions = [position for feature in milestones for position in _extent(feature)]
    return frame(positions) if positions else None


def _extent(feature: dict[str, Any]) -> list[Position]:
    anchor = feature["properties"].get("anchor")
    if not anchor:
        return []
    lon, lat = anchor
    corners = (
        [position for ring in rings(feature["geometry"]) for position in ring] if feature["geometry"] else []
    )
    lons, lats = [near_lon for near_lon, _ in corners], [near_lat for _, near_lat in corners]
    if corners and max(lons) - min(lons) <= WIDE and max(lats) - min(lats) <= WIDE:
        return [(min(lons), min(lats)), (max(lons), max(lats)), (lon, lat)]
    return [(lon - ROUND_ANCHOR, lat - ROUND_ANCHOR), (lon + ROUND_ANCHOR, lat + ROUND_ANCHOR)]


def _stop(feature: dict[str, Any], framed: Frame | None) -> Stop:
    properties = feature["properties"]
    anchor = properties.get("anchor")
    if not anchor or framed is None:
        return Stop(properties["order"], None, None)
    area = properties.get("area") or {}
    return Stop(properties["order"], area.get("code"), framed.point((anchor[0], anchor[1])))


def _eyelet(properties: dict[str, Any], points: dict[int, Point], placeless: set[int]) -> Eyelet:
    order = properties["order"]
    x, y = points[order]
    return Eyelet(
        order,
        round(x, 1),
        round(y, 1),
        properties.get("icon", ""),
        properties.get("heading", ""),
        order in placeless,
    )


def _thread(eyelets: Sequence[Eyelet]) -> Iterator[Stretch]:
    for start, end in pairwise(eyelets):
        yield Stretch(end.order, f"M{start.x:g} {start.y:g}L{end.x:g} {end.y:g}")


def _shapes(framed: Frame) -> Iterator[_Shape]:
    for country in basemap().countries:
        for ring in country.rings:
            points = framed.ring(ring)
            if in_view(points):
                clipped = clip(points)
                drawn = path(clipped, closed=True)
                if drawn:
                    yield _Shape(country.code, clipped, drawn)


def _borders(framed: Frame) -> str:
    lines = (framed.ring(line) for line in basemap().borders)
    return "".join(path(points, closed=False) for points in lines if in_view(points))


def _areas(milestones: Sequence[dict[str, Any]], framed: Frame) -> Iterator[Area]:
    orders: dict[str, list[int]] = {}
    geometries: dict[str, dict[str, Any]] = {}
    for feature in milestones:
        if feature["geometry"] and feature["geometry"]["type"] in ("Polygon", "MultiPolygon"):
            code = feature["properties"]["area"]["code"]
            orders.setdefault(code, []).append(feature["properties"]["order"])
            geometries[code] = feature["geometry"]
    for code, geometry in geometries.items():
        drawn = "".join(_ring(ring, framed) for ring in rings(geometry))
        if drawn:
            yield Area(drawn, tuple(orders[code]))


def _ring(ring: Ring, framed: Frame) -> str:
    return path(clip(framed.ring(ring)), closed=True)


def _labels(
    milestones: Sequence[dict[str, Any]], eyelets: Sequence[Eyelet], land: Sequence[_Shape], locale: Locale
) -> Iterator[Label]:
    points = {eyelet.order: (eyelet.x, eyelet.y) for eyelet in eyelets}
    thread = [points[eyelet.order] for eyelet in eyelets]
    taken = [*labels.eyelet_boxes(points.values()), _GLOBE]
    groups: dict[str, list[Point]] = {}
    names: dict[str, dict[str, Any]] = {}
    for feature in milestones:
        area = feature["properties"].get("area")
        if area:
            groups.setdefault(area["code"], []).append(points[feature["properties"]["order"]])
            names[area["code"]] = area
    for code, area in names.items():
        spot = labels.beside(area["name"], groups[code], thread, taken)
        taken.append(spot.room)
        yield Label(area["name"], area["lang"], "area", *_rounded(spot.point), anchor=spot.anchor)
    yield from _country_names(land, set(names), thread, taken, locale)


# The inset's corner of the frame, kept free of names.
_GLOBE = Box(0, HEIGHT - 96, 96, HEIGHT)


def _country_names(
    land: Sequence[_Shape], named: set[str], thread: Sequence[Point], taken: list[Box], locale: Locale
) -> Iterator[Label]:
    """The largest countries in the frame, named as in Unicode's CLDR, where their own land has room."""
    largest = sorted(land, key=lambda shape: -_surface(shape.points))
    seen = set(named)
    for shape in largest:
        text = locale.territories.get(shape.code)
        if not text or shape.code in seen or len(seen) >= len(named) + COUNTRY_NAMES:
            continue
        spot = labels.within(text, _spots(text, shape.points), thread, taken)
        if spot:
            seen.add(shape.code)
            taken.append(labels.box(text, spot))
            yield Label(text, str(locale).replace("_", "-"), "country", *_rounded(spot))


def _surface(points: Sequence[Point]) -> float:
    return abs(sum(x * points[i - 1][1] - points[i - 1][0] * y for i, (x, y) in enumerate(points))) / 2


def _spots(text: str, points: Sequence[Point]) -> Iterator[Point]:
    """Points on a coarse grid round which the whole name lies on this land, the most central ones first."""
    middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    grid = [(x * 20.0, y * 20.0) for x in range(1, int(WIDTH / 20)) for y in range(1, int(HEIGHT / 20))]
    for spot in sorted(grid, key=lambda g: (g[0] - middle[0]) ** 2 + (g[1] - middle[1]) ** 2):
        room = labels.box(text, spot)
        corners = (
            (room.left, room.top),
            (room.right, room.top),
            (room.left, room.bottom),
            (room.right, room.bottom),
        )
        if all(_contains(points, corner) for corner in corners):
            yield spot


def _contains(points: Sequence[Point], point: Point) -> bool:
    """Even-odd rule."""
    x, y = point
    inside = False
    for index, (x1, y1) in enumerate(points):
        x0, y0 = points[index - 1]
        if (y1 > y) != (y0 > y) and x < (x0 - x1) * (y - y1) / (y0 - y1) + x1:
            inside = not inside
    return inside


def _rounded(point: Point) -> tuple[float, float]:
    return (round(point[0], 1), round(point[1], 1))
