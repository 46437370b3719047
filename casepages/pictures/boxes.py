"""Rectangles in a picture, in whole pixels from its upper left corner."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Box:
    left: int
    top: int
    width: int
    height: int
    score: float = 1.0

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Box":
        return cls(**{name: value[name] for name in ("left", "top", "width", "height", "score")})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def area(self) -> int:
        return self.width * self.height

    def grown(self, factor: float) -> "Box":
        """About its centre, so that what frames a face is within too; rounded outwards."""
        more_width, more_height = self.width * (factor - 1), self.height * (factor - 1)
        left, top = int(self.left - more_width / 2), int(self.top - more_height / 2)
        right = -int(-(self.right + more_width / 2) // 1)
        bottom = -int(-(self.bottom + more_height / 2) // 1)
        return Box(left, top, right - left, bottom - top, self.score)

    def within(self, width: int, height: int) -> "Box | None":
        """The part that lies in a picture of this size; None where there is none."""
        left, top = max(0, self.left), max(0, self.top)
        right, bottom = min(width, self.right), min(height, self.bottom)
        if right <= left or bottom <= top:
            return None
        return Box(left, top, right - left, bottom - top, self.score)

    def shared(self, other: "Box") -> int:
        """The number of pixels both have."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, across) * max(0, down)


def merged(boxes: Iterable[Box]) -> list[Box]:
    """Each thing once: of boxes that mostly lie on one another the surest is kept. Reading order."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.score):
        if all(_overlap(box, other) < 0.3 for other in kept):
            kept.append(box)
    return sorted(kept, key=lambda box: (box.top, box.left))


def _overlap(one: Box, other: Box) -> float:
    shared = one.shared(other)
    return shared / (one.area + other.area - shared)
