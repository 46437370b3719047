"""Decodes world-atlas and cuts its outlines where they cross the 180th meridian."""

from itertools import pairwise
from typing import Any

Ring = list[list[float]]


def rings(topology: dict[str, Any], geometry: dict[str, Any]) -> list[list[Ring]]:
    """The polygons of one TopoJSON geometry in degrees (https://github.com/topojson/topojson-specification)."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [[_ring(topology, arcs) for arcs in polygon] for polygon in polygons]


def _ring(topology: dict[str, Any], arcs: list[int]) -> Ring:
    points: Ring = []
    for index in arcs:
        arc = _arc(topology, index if index >= 0 else ~index)
        points.extend((arc if index >= 0 else arc[::-1])[1 if points else 0 :])
    return points


def _arc(topology: dict[str, Any], index: int) -> Ring:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points = []
    for step_x, step_y in topology["arcs"][index]:
        x, y = x + step_x, y + step_y
        points.append([x * scale_x + move_x, y * scale_y + move_y])
    return points


def cut(polygon: list[Ring]) -> list[list[Ring]]:
    """The polygon as polygons within -180…180 degrees of longitude.

    world-atlas stitches outlines across the meridian; drawn flat, they would stripe the whole map.
    """
    outlines = [_unrolled(ring) for ring in polygon]
    pieces = []
    for turn in (-360, 0, 360):
        outer, *holes = [_clipped(ring, turn) for ring in outlines]
        if _has_width(outer):
            pieces.append([outer, *filter(_has_width, holes)])
    return pieces


def _has_width(ring: Ring) -> bool:
    """False also for an outline that only touches the meridian."""
    longitudes = {x for x, _ in ring}
    return len(longitudes) > 1


def _unrolled(ring: Ring) -> Ring:
    """The ring with continuous longitudes; one round a pole is closed along that pole."""
    points = [list(ring[0])]
    for (x, _), (next_x, next_y) in pairwise(ring):
        step = (next_x - x + 180) % 360 - 180 if abs(next_x - x) > 180 else next_x - x
        points.append([points[-1][0] + step, next_y])
    if abs(points[-1][0] - points[0][0]) > 180:
        pole = -90.0 if points[0][1] < 0 else 90.0
        points += [[points[-1][0], pole], [points[0][0], pole], list(points[0])]
    return points


def _clipped(ring: Ring, turn: int) -> Ring:
    shifted = [[x + turn, y] for x, y in ring]
    return _half(_half(shifted, -180.0, 1), 180.0, -1)


def _half(ring: Ring, limit: float, sign: int) -> Ring:
    """Sutherland and Hodgman's clipping against one meridian."""
    kept: Ring = []
    for (x, y), (next_x, next_y) in pairwise([*ring, ring[0]] if ring else []):
        inside, next_inside = (x - limit) * sign >= 0, (next_x - limit) * sign >= 0
        if inside:
            kept.append([x, y])
        if inside != next_inside:
            kept.append([limit, y + (next_y - y) * (limit - x) / (next_x - x)])
    return [*kept, kept[0]] if kept and kept[0] != kept[-1] else kept
