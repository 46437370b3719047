"""The inset that says where on earth: an orthographic globe turned towards the journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sin

from home.documents.journey.basemap import Position, basemap
from home.documents.journey.projection import Frame, Point, path

RADIUS = 38.0
LEAST_LAND = 3.0  # degrees: smaller islands are dust at this size


@dataclass(frozen=True)
class Globe:
    """Centred on the origin. `land` is path data; the journey lies in the middle, within `window` of it."""

    land: str
    window: float
    radius: float = RADIUS


def globe(frame: Frame) -> Globe:
    # Turned in steps of five degrees: nobody sees the difference, and journeys share drawings.
    land = _land(round(frame.lon / 5) * 5, round(frame.lat / 5) * 5)
    half_height = 220 / frame.scale
    return Globe(land, window=max(4.0, min(RADIUS - 6, RADIUS * sin(radians(min(half_height, 80))))))


@lru_cache(maxsize=256)
def _land(lon: float, lat: float) -> str:
    drawn = []
    for country in basemap().countries:
        for ring in country.rings:
            if _size(ring) >= LEAST_LAND:
                drawn.append(_ring(ring, lon, lat))
    return "".join(drawn)


def _size(ring: Sequence[Position]) -> float:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return hypot(max(lons) - min(lons), max(lats) - min(lats))


def _ring(ring: Sequence[Position], lon: float, lat: float) -> str:
    points, seen = [], False
    for position in ring:
        point, front = _turned(position, lon, lat)
        seen = seen or front
        points.append(point)
    return path(points, closed=True) if seen else ""


def _turned(position: Position, lon: float, lat: float) -> tuple[Point, bool]:
    """Where a position shows; one on the far side is pushed to the rim, so that coasts end at the horizon."""
    east, north, tilt = radians(position[0] - lon), radians(position[1]), radians(lat)
    x = RADIUS * cos(north) * sin(east)
    y = -RADIUS * (cos(tilt) * sin(north) - sin(tilt) * cos(north) * cos(east))
    front = sin(tilt) * sin(north) + cos(tilt) * cos(north) * cos(east) >= 0
    if front:
        return (x, y), True
    away = hypot(x, y) or 1.0
    return (x * RADIUS / away, y * RADIUS / away), False
