"""A small woven picture of a case, drawn from its public id and nothing else.

It is a true weaving draft: a walk over the shafts threads the warp, another treads the weft, and a circulant
tie-up lifts the shafts. Point twills and diamonds follow by themselves; no community's cloth is copied.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

SIZE = 24  # ends and picks of one repeat
SHAFTS = 6
PALETTES = (
    ("indigo", "madder"),
    ("indigo", "teal"),
    ("teal", "indigo"),
    ("madder", "indigo"),
    ("teal", "madder"),
)


# Where a warp thread lies on top: the end it is, the first pick it covers, and how many.
Float = tuple[int, int, int]


@dataclass(frozen=True)
class Thread:
    """All floats of one colour."""

    colour: str
    floats: tuple[Float, ...]

    @property
    def path(self) -> str:
        return "".join(f"M{end}.5 {top}v{picks}" for end, top, picks in self.floats)


@dataclass(frozen=True)
class Weave:
    """One repeat of `SIZE` by `SIZE` units; `threads` are stroked one unit wide, warp first."""

    name: str
    threads: tuple[Thread, ...]
    size: int = SIZE


def weave(public_id: str) -> Weave:
    """The same id draws the same cloth everywhere; an id that belongs to nobody draws one too."""
    dice = _dice(public_id)
    threading, treadling = _walk(dice), _walk(dice)
    tie_up = _tie_up(dice)
    ground, accent = PALETTES[next(dice) % len(PALETTES)]
    stripes = _stripes(dice, accent)
    lifted = [[tie_up[(shaft - tread) % SHAFTS] for shaft in threading] for tread in treadling]
    floats: dict[str, list[Float]] = {ground: [], accent: []}
    for end in range(SIZE):
        floats[accent if end in stripes else ground] += _floats(end, [row[end] for row in lifted])
    return Weave(
        name=f"weave-{hashlib.sha256(public_id.encode()).hexdigest()[:8]}",
        threads=tuple(Thread(colour, tuple(floats[colour])) for colour in (ground, accent) if floats[colour]),
    )


def _dice(seed: str) -> Iterator[int]:
    block = hashlib.sha256(seed.encode()).digest()
    while True:
        yield from block
        block = hashlib.sha256(block).digest()


def _walk(dice: Iterator[int]) -> list[int]:
    """Half a repeat of steps from shaft to shaft, then the way back: the cloth is its own mirror image."""
    shaft, step, half = next(dice) % SHAFTS, 1, []
    for _ in range(SIZE // 2):
        half.append(shaft)
        if next(dice) < 56:
            step = -step
        shaft = (shaft + step) % SHAFTS
    return half + half[::-1]


def _tie_up(dice: Iterator[int]) -> tuple[bool, ...]:
    """Which shafts a treadle lifts; two to four of six, so that neither warp nor weft disappears."""
    while True:
        roll = next(dice)
        lifts = tuple(bool(roll >> bit & 1) for bit in range(SHAFTS))
        if 2 <= sum(lifts) <= 4:
            return lifts


def _stripes(dice: Iterator[int], accent: str) -> set[int]:
    start, width = next(dice) % (SIZE // 2 - 3), 2 + next(dice) % 4
    half = set(range(start, min(start + width, SIZE // 2)))
    return half | {SIZE - 1 - end for end in half}


def _floats(end: int, lifted: list[bool]) -> list[Float]:
    floats: list[Float] = []
    top = None
    for pick, up in enumerate([*lifted, False]):
        if up and top is None:
            top = pick
        elif not up and top is not None:
            floats.append((end, top, pick - top))
            top = None
    return floats
