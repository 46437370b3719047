"""Where the numbered eyelets sit: a ring of them for each area, so that none hides another.

Inside an area the position says nothing: only the area is known, never a point in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, dist, hypot, pi, sin

from home.documents.journey.projection import HEIGHT, WIDTH, Point

EYELET = 17.0  # radius
GAP = 8.0  # between two eyelets of a ring
EDGE = EYELET + 7
TURNS = 24  # rotations tried for a ring
RIBBON = 56.0  # height of the strip below the map for milestones without a place


@dataclass(frozen=True)
class Stop:
    """A milestone on its way to the drawing; `area` is None where the story names no place."""

    order: int
    area: str | None
    anchor: Point | None


@dataclass(frozen=True)
class Cluster:
    """The stops of one area, on a ring round its centre, in the order of the story."""

    orders: tuple[int, ...]
    centre: Point
    turn: float = 0.0
    direction: int = 1

    @property
    def radius(self) -> float:
        count = len(self.orders)
        return 0.0 if count == 1 else (EYELET + GAP / 2) / sin(pi / count)

    def points(self) -> dict[int, Point]:
        step = self.direction * 2 * pi / len(self.orders)
        return {
            order: (
                self.centre[0] + self.radius * cos(self.turn + step * index),
                self.centre[1] + self.radius * sin(self.turn + step * index),
            )
            for index, order in enumerate(self.orders)
        }


def places(stops: Sequence[Stop]) -> dict[int, Point]:
    """A point for every stop by its order. One without a place lies off the map, on the ribbon below it."""
    located = [stop for stop in stops if stop.anchor]
    if not located:
        return _row_by_row(stops)
    points = _points(_turned(_apart(_clusters(located)), [stop.order for stop in located]))
    return points | _ribbon(stops, points)


def _row_by_row(stops: Sequence[Stop]) -> dict[int, Point]:
    """To and fro like a plough, where the story names no place at all."""
    across = 4
    rows = -(-len(stops) // across)
    points = {}
    for index, stop in enumerate(stops):
        row, column = divmod(index, across)
        column = column if row % 2 == 0 else across - 1 - column
        points[stop.order] = (WIDTH * (column + 0.5) / across, HEIGHT * (row + 0.5) / rows)
    return points


def _ribbon(stops: Sequence[Stop], points: dict[int, Point]) -> dict[int, Point]:
    """Below the map, each between the eyelets before and after it, and none on top of another."""
    orders = [stop.order for stop in stops if stop.order not in points]
    known = sorted(points)
    wished = []
    for order in orders:
        near = [
            max((k for k in known if k < order), default=None),
            min((k for k in known if k > order), default=None),
        ]
        xs = [points[k][0] for k in near if k is not None]
        wished.append(sum(xs) / len(xs))
    step = min(2 * EYELET + GAP, (WIDTH - 2 * EDGE) / max(len(orders) - 1, 1))
    x, placed = EDGE - step, {}
    for index, (order, wish) in enumerate(zip(orders, wished, strict=True)):
        rest = len(orders) - 1 - index
        x = max(x + step, min(wish, WIDTH - EDGE - rest * step))
        placed[order] = (x, HEIGHT + RIBBON / 2)
    return placed


def _clusters(located: Sequence[Stop]) -> list[Cluster]:
    members: dict[str | None, list[int]] = {}
    anchors: dict[str | None, Point] = {}
    for stop in located:
        members.setdefault(stop.area, []).append(stop.order)
        anchors.setdefault(stop.area, stop.anchor or (WIDTH / 2, HEIGHT / 2))
    return [Cluster(tuple(orders), anchors[area]) for area, orders in members.items()]


def _apart(clusters: list[Cluster]) -> list[Cluster]:
    """Rings that would overlap are pushed apart a little at a time, and kept inside the frame."""
    for _ in range(60):
        for index, one in enumerate(clusters):
            for other in range(index):
                clusters[index], clusters[other] = _pushed(clusters[index], clusters[other])
            clusters[index] = replace(
                clusters[index], centre=_inside(clusters[index].centre, one.radius + EDGE)
            )
    return clusters


def _pushed(one: Cluster, other: Cluster) -> tuple[Cluster, Cluster]:
    dx, dy = one.centre[0] - other.centre[0], one.centre[1] - other.centre[1]
    apart = hypot(dx, dy)
    missing = one.radius + other.radius + 2 * EYELET + 2 * GAP - apart
    if missing <= 0:
        return one, other
    ux, uy = (dx / apart, dy / apart) if apart else (1.0, 0.0)
    half = missing / 2
    return (
        replace(one, centre=(one.centre[0] + ux * half, one.centre[1] + uy * half)),
        replace(other, centre=(other.centre[0] - ux * half, other.centre[1] - uy * half)),
    )


def _inside(point: Point, margin: float) -> Point:
    x, y = point
    return (min(max(x, margin), WIDTH - margin), min(max(y, margin), HEIGHT - margin))


def _turned(clusters: list[Cluster], orders: Sequence[int]) -> list[Cluster]:
    """Each ring turned, one after the other and twice over, so that the thread through all is shortest."""
    for _ in range(2):
        for index, cluster in enumerate(clusters):
            if len(cluster.orders) == 1:
                continue
            rest = clusters[:index] + clusters[index + 1 :]
            turns = [
                replace(cluster, turn=2 * pi * step / TURNS, direction=direction)
                for direction in (1, -1)
                for step in range(TURNS)
            ]
            clusters[index] = min(turns, key=lambda turned: _thread([*rest, turned], orders))
    return clusters


def _thread(clusters: Iterable[Cluster], orders: Sequence[int]) -> float:
    points = _points(clusters)
    return sum(dist(points[start], points[end]) for start, end in pairwise(orders))


def _points(clusters: Iterable[Cluster]) -> dict[int, Point]:
    return {order: point for cluster in clusters for order, point in cluster.points().items()}
