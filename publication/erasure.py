"""Who has something of a case to erase: each part that keeps words of one registers here in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErasedCase:
    """`ref` is the case file's opaque name, `public_ids` those of its terms, every one of them withdrawn."""

    ref: str
    public_ids: tuple[str, ...]


# Removes what its part keeps of the case and returns of how many things. Runs in a transaction of its own,
# and again whenever erasure is repeated: write it so that twice is as good as once.
Eraser = Callable[[ErasedCase], int]

_erasers: dict[str, tuple[int, Eraser]] = {}


def register_eraser(name: str, eraser: Eraser, *, order: int = 0) -> None:
    """Lower `order` runs first. What is found through pages or signed bytes runs before these go (100, 200).

    The name is told to the officer and stands in the log: a word for what is removed, as `renditions`.
    """
    _erasers[name] = (order, eraser)


def erasers() -> list[tuple[str, Eraser]]:
    """In the order in which they run."""
    ordered = sorted(_erasers.items(), key=lambda item: (item[1][0], item[0]))
    return [(name, eraser) for name, (_order, eraser) in ordered]
