"""Names on the map: each put where it covers least, and left out rather than on top of an eyelet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from home.documents.journey.layout import EYELET
from home.documents.journey.projection import HEIGHT, WIDTH, Point

SIZE = 14.0  # of the type, in drawing units
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
    """`x`, `y` is the middle of the baseline; `role` is "area" or "country"."""

    text: str
    lang: str
    role: str
    x: float
    y: float


FRAME = Box(6, 4, WIDTH - 6, HEIGHT - 4)


def box(text: str, middle: Point, size: float = SIZE) -> Box:
    """About how much room a word takes: wide scripts are square, others a little over half."""
    width = sum(size if ord(letter) > 0x2E80 else size * 0.58 for letter in text)
    return Box(
        middle[0] - width / 2 - 2, middle[1] - size, middle[0] + width / 2 + 2, middle[1] + size * 0.35
    )


def eyelet_boxes(points: Iterable[Point]) -> list[Box]:
    return [Box(x - EYELET, y - EYELET, x + EYELET, y + EYELET) for x, y in points]


def beside(
    text: str, group: Sequence[Point], thread: Sequence[Point], taken: Sequence[Box]
) -> tuple[Point, Box]:
    """The spot round a group of eyelets where the name covers least of thread, eyelets and other names."""
    bounds = eyelet_boxes(group)
    left, right = min(b.left for b in bounds), max(b.right for b in bounds)
    top, bottom = min(b.top for b in bounds), max(b.bottom for b in bounds)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    half = (box(text, (0, 0)).right) + PADDING
    spots = [
        (middle_x, bottom + SIZE + PADDING),
        (middle_x, top - PADDING),
        (right + half, middle_y + SIZE / 3),
        (left - half, middle_y + SIZE / 3),
    ]
    best = min(spots, key=lambda spot: _cost(box(text, spot), thread, taken))
    return best, box(text, best)


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
