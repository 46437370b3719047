"""From longitude and latitude to the drawing: local, equirectangular, true in the middle of the frame.

Units of the drawing are those of the SVG's viewBox, `WIDTH` by `HEIGHT`, y downwards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from home.documents.journey.basemap import Position

WIDTH, HEIGHT = 480.0, 440.0
MARGIN = 64.0  # room for eyelets and names at the edge of a frame
LEAST_SPAN = 6.0  # degrees of latitude: a closer look would promise a precision no story has
GRID = 0.5  # coordinates are rounded to it, alike in every ring, so that neighbours still meet
SIDE = 170.0  # drawn left and right of the frame too: seen where a map is wider than it is high
OVERHANG = 24.0  # how far beyond that shapes are cut, so that no cut edge is seen

Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """What part of the earth is shown: its middle, and drawing units per degree of latitude."""

    lon: float
    lat: float
    scale: float

    def point(self, position: Position) -> Point:
        return self._place(near(position[0], self.lon), position[1])

    def ring(self, ring: Sequence[Position]) -> list[Point]:
        """A whole ring, moved to the frame's side of the antimeridian: vertex by vertex would tear it."""
        middle = (min(lon for lon, _ in ring) + max(lon for lon, _ in ring)) / 2
        turn = near(middle, self.lon) - middle
        return [self._place(lon + turn, lat) for lon, lat in ring]

    def _place(self, lon: float, lat: float) -> Point:
        x = WIDTH / 2 + (lon - self.lon) * cos(radians(self.lat)) * self.scale
        y = HEIGHT / 2 - (lat - self.lat) * self.scale
        return (x, y)


def near(lon: float, middle: float) -> float:
    """The longitude, by whole turns, that lies within 180 degrees of `middle`."""
    return middle + (lon - middle + 180) % 360 - 180


def frame(positions: Iterable[Position]) -> Frame:
    """The closest frame that holds every position with its margin. Needs at least one position."""
    points = list(positions)
    first = points[0][0]
    lons = [near(lon, first) for lon, _ in points]
    lats = [lat for _, lat in points]
    lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = (max(lons) - min(lons)) * cos(radians(lat))
    scale = min(
        (WIDTH - 2 * MARGIN) / max(wide, LEAST_SPAN),
        (HEIGHT - 2 * MARGIN) / max(max(lats) - min(lats), LEAST_SPAN),
    )
    return Frame(near(lon, 0), lat, scale)


def clip(ring: Sequence[Point]) -> list[Point]:
    """The part of a closed ring inside what is drawn and its overhang (Sutherland and Hodgman, 1974)."""
    points = list(ring)
    for axis, limit, keep_below in (
        (0, -SIDE - OVERHANG, False),
        (0, WIDTH + SIDE + OVERHANG, True),
        (1, -OVERHANG, False),
        (1, HEIGHT + OVERHANG, True),
    ):
        points = _cut(points, axis, limit, keep_below)
    return points


def _cut(points: list[Point], axis: int, limit: float, keep_below: bool) -> list[Point]:
    kept: list[Point] = []
    for index, point in enumerate(points):
        previous = points[index - 1]
        inside = (point[axis] <= limit) == keep_below
        if inside != ((previous[axis] <= limit) == keep_below):
            share = (limit - previous[axis]) / (point[axis] - previous[axis])
            kept.append(
                (
                    previous[0] + share * (point[0] - previous[0]),
                    previous[1] + share * (point[1] - previous[1]),
                )
            )
        if inside:
            kept.append(point)
    return kept


def in_view(points: Sequence[Point]) -> bool:
    """Whether the box round the points touches what is drawn."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > -SIDE and min(xs) < WIDTH + SIDE and max(ys) > 0 and min(ys) < HEIGHT


def path(points: Iterable[Point], *, closed: bool) -> str:
    """SVG path data on the grid, or "" where nothing is left of the shape at this size.

    Steps are relative: half the bytes of a map are numbers, and small ones are short.
    """
    steps: list[tuple[int, int]] = []
    for x, y in points:
        step = (round(x / GRID), round(y / GRID))
        if not steps or steps[-1] != step:
            steps.append(step)
    if len(steps) < (3 if closed else 2):
        return ""
    (x, y), *_rest = steps
    moves = [(end[0] - start[0], end[1] - start[1]) for start, end in pairwise(steps)]
    return f"M{_numbers((x, y))}l{_numbers(*moves)}" + ("z" if closed else "")


def _numbers(*pairs: tuple[int, int]) -> str:
    """Whole steps of the grid as numbers, with no sign more than SVG's grammar asks for."""
    written = ""
    for value in (value for pair in pairs for value in pair):
        number = f"{value * GRID:g}".replace("0.", ".", 1) if abs(value * GRID) < 1 else f"{value * GRID:g}"
        written += number if number.startswith("-") or not written else f" {number}"
    return written
