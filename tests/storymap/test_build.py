"""Deriving the data: the parts that need no sources."""

from itertools import pairwise

import pytest

from storymap.build.places import offered
from storymap.build.shapes import trimmed
from storymap.build.topology import cut, rings

SQUARE = [[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]


def area_of(polygons):
    total = 0.0
    for outer, *_holes in polygons:
        total += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(outer))) / 2
    return total


def test_an_outline_away_from_the_meridian_is_left_as_it_is():
    assert cut([SQUARE]) == [[SQUARE]]


def test_an_outline_across_the_meridian_becomes_two_with_the_same_area():
    across = [[179.0, 0.0], [179.0, 1.0], [-178.0, 1.0], [-178.0, 0.0], [179.0, 0.0]]
    pieces = cut([across])
    assert len(pieces) == 2
    assert area_of(pieces) == pytest.approx(3.0)
    assert all(-180 <= x <= 180 for piece in pieces for ring in piece for x, _ in ring)
    for piece in pieces:
        longitudes = [x for x, _ in piece[0]]
        assert max(longitudes) - min(longitudes) < 3


def test_an_outline_round_the_pole_is_closed_along_it():
    around = [[x, -80.0] for x in (-180.0, -90.0, 0.0, 90.0, 180.0)]
    (piece,) = cut([[*around[:-1], around[0]]])
    assert min(y for _, y in piece[0]) == -90
    assert area_of([piece]) == pytest.approx(3600)


def test_shared_borders_are_read_in_both_directions():
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[0, 0], [2, 0]], [[2, 0], [0, 2], [-2, -2]]],
    }
    shape = {"type": "Polygon", "arcs": [[0, 1]]}
    assert rings(topology, shape) == [[[[10, 20], [11, 20], [11, 21], [10, 20]]]]
    backwards = {"type": "Polygon", "arcs": [[~1, ~0]]}
    assert rings(topology, backwards) == [[[[10, 20], [11, 21], [11, 20], [10, 20]]]]


def test_specks_are_left_out_and_the_largest_part_never():
    speck = [[5.0, 5.0], [5.0, 5.01], [5.01, 5.01], [5.0, 5.0]]
    feature = {"properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE], [speck]]}}
    assert trimmed(feature)["geometry"] == {"type": "Polygon", "coordinates": [SQUARE]}


def test_what_is_too_small_is_offered_as_what_holds_it():
    country = {"code": "AA", "parent": None, "population": 10}
    known = {"code": "AAA-1", "parent": "AA", "population": 200_000}
    small = {"code": "AAA-2", "parent": "AA", "population": 99_999}
    unknown = {"code": "AAA-3", "parent": "AA", "population": None}
    assert offered([country, known, small, unknown]) == {
        "AA": "AA", "AAA-1": "AAA-1", "AAA-2": "AA", "AAA-3": "AA",
    }  # fmt: skip
