"""How far a story has travelled from hand to hand: six knots on a thread, and the same in words."""

from dataclasses import dataclass
from typing import Any

from payments.degrees import FURTHEST

# Where the knots lie on the thread of `parts/travelled.html`, in drawing units.
KNOTS = ((80, 24), (180, 40), (280, 26), (380, 38), (480, 28), (572, 40))


@dataclass(frozen=True)
class Knot:
    """The paid gifts that came by links of one degree."""

    degree: int
    gifts: int
    x: int
    y: int


@dataclass(frozen=True)
class Travelled:
    """`furthest` is the highest degree by which a gift came, 0 where none did.

    `percent` of the thread leads up to its knot.
    """

    knots: tuple[Knot, ...]
    furthest: int

    @property
    def reached(self) -> list[Knot]:
        return [knot for knot in self.knots if knot.gifts]

    @property
    def percent(self) -> int:
        return self.knots[self.furthest - 1].x // 6 if self.furthest else 0


def travelled(funding: dict[str, Any] | None) -> Travelled | None:
    """From the API's funding object. None for a preview and for the fund, which no link leads to."""
    if funding is None or funding["goal"] is None:
        return None
    gifts = [int(funding["degrees"].get(str(degree), 0)) for degree in range(1, FURTHEST + 1)]
    knots = tuple(
        Knot(degree, count, x, y) for degree, (count, (x, y)) in enumerate(zip(gifts, KNOTS, strict=True), 1)
    )
    return Travelled(knots, furthest=max((knot.degree for knot in knots if knot.gifts), default=0))
