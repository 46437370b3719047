"""Names on the map: each put where it covers least, and left out rather than on top of an eyelet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from home.documents.journey.layout import EYELET
from home.documents.journey.projection import HEIGHT, WIDTH, Point

SIZE = 14.0  # of the type, in drawing units
LARGEST = 19.0  # of the same type on a phone, where the drawing is small
PADDING = 5.0


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0.0) * max(high, 0.0)

    def holds(self, point: Point) -> bool:
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom


@dataclass(frozen=True)
class Label:
    """`x`, `y` lie on the baseline, at its `anchor` (SVG's text-anchor); `role` is "area" or "country"."""

    text: str
    lang: str
    role: str
    x: float
    y: float
    anchor: str = "middle"


FRAME = Box(10, 4, WIDTH - 10, HEIGHT - 4)


def box(text: str, middle: Point, size: float = SIZE) -> Box:
    """About how much room a word takes: wide scripts are square, others a little over half."""
    width = sum(size if ord(letter) > 0x2E80 else size * 0.58 for letter in text)
    return Box(
        middle[0] - width / 2 - 2, middle[1] - size, middle[0] + width / 2 + 2, middle[1] + size * 0.35
    )


def eyelet_boxes(points: Iterable[Point]) -> list[Box]:
    """With the number's tag at the upper right."""
    return [Box(x - EYELET, y - EYELET - 5, x + EYELET + 5, y + EYELET) for x, y in points]


@dataclass(frozen=True)
class Spot:
    point: Point
    anchor: str
    room: Box


def beside(
    text: str, group: Sequence[Point], thread: Sequence[Point], taken: Sequence[Box], size: float = SIZE
) -> Spot:
    """The spot round a group of eyelets where the name covers least of thread, eyelets and other names.

    Moved as far as it takes to be whole, at the largest type too.
    """
    bounds = eyelet_boxes(group)
    left, right = min(b.left for b in bounds), max(b.right for b in bounds)
    top, bottom = min(b.top for b in bounds), max(b.bottom for b in bounds)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2 + size / 3
    spots = [
        _spot(text, (middle_x, bottom + size + PADDING), "middle", size),
        _spot(text, (middle_x, top - PADDING), "middle", size),
        _spot(text, (right + PADDING, middle_y), "start", size),
        _spot(text, (left - PADDING, middle_y), "end", size),
    ]
    return min(spots, key=lambda spot: _cost(spot.room, thread, taken))


# Where the middle of a name lies, in halves of its width.
_TO_MIDDLE = {"start": 1, "middle": 0, "end": -1}


def _spot(text: str, point: Point, anchor: str, size: float) -> Spot:
    def room(x: float, size: float) -> Box:
        half = box(text, (0, 0), size).right
        return box(text, (x + _TO_MIDDLE[anchor] * half, point[1]), size)

    widest = room(point[0], max(size, LARGEST))
    inwards = max(FRAME.left - widest.left, 0) or min(FRAME.right - widest.right, 0)
    x = point[0] + inwards
    return Spot((x, point[1]), anchor, room(x, size))


def within(text: str, spots: Iterable[Point], thread: Sequence[Point], taken: Sequence[Box]) -> Point | None:
    """The first spot where the name covers nothing at all."""
    return next((spot for spot in spots if _cost(box(text, spot), thread, taken) == 0), None)


def _cost(room: Box, thread: Sequence[Point], taken: Sequence[Box]) -> float:
    outside = (room.right - room.left) * (room.bottom - room.top) - room.overlap(FRAME)
    crossed = sum(
        room.holds((start[0] + (end[0] - start[0]) * step / 24, start[1] + (end[1] - start[1]) * step / 24))
        for start, end in pairwise(thread)
        for step in range(25)
    )
    return 8 * max(outside, 0.0) + 6 * sum(room.overlap(other) for other in taken) + 40 * crossed
