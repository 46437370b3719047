"""What is counted of a case, and in which cells of which tables it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from publication.open_data.regions import NOT_TOLD, subregion

# The least that is listed; what is listed is rounded down to a multiple of it.
K = 10

DIMENSIONS = ("exploitation", "need", "origin", "age_band")
# Several of these may be true of one case; the other dimensions have one value for each.
MANIFOLD = ("exploitation", "need")
TABLES: tuple[tuple[str, ...], ...] = (
    (),
    ("exploitation",),
    ("need",),
    ("origin",),
    ("age_band",),
    ("exploitation", "origin"),
    ("exploitation", "age_band"),
)

# ((dimension, value), …) in the order of `DIMENSIONS`; () is the whole year.
Cell = tuple[tuple[str, str], ...]
Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """All that tables tell of a case. Cases of one profile are alike to them."""

    exploitation: Values
    need: Values
    origin: Values
    age_band: Values

    def values(self, dimension: str) -> Values:
        values: Values = getattr(self, dimension)
        return values

    def holds(self, cell: Cell) -> bool:
        return all(value in self.values(dimension) for dimension, value in cell)

    def cells(self) -> Iterator[Cell]:
        for table in TABLES:
            for values in product(*(sorted(self.values(dimension)) for dimension in table)):
                yield tuple(zip(table, values, strict=True))


@dataclass(frozen=True, slots=True)
class Cohort:
    """The public cases of a year: those whose consent covers open data, and the others, by profile.

    The others stand in no table. They are what somebody who copied the public list cannot tell apart.
    """

    counted: Counter[Profile]
    others: Counter[Profile]


def profile(card: Mapping[str, Any]) -> Profile:
    """Of the signed members of a case."""
    origin = (card.get("origin") or {}).get("code") or ""
    return Profile(
        exploitation=frozenset(card.get("exploitation") or ()),
        need=frozenset(need["category"] for need in card.get("needs") or ()),
        origin=frozenset({subregion(origin)}),
        age_band=frozenset({card.get("age_band") or NOT_TOLD}),
    )


def counts(people: Mapping[Profile, int]) -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    for one, number in people.items():
        for cell in one.cells():
            found[cell] += number
    return found


def moved(joining: Iterable[Profile] = (), leaving: Iterable[Profile] = ()) -> Counter[Cell]:
    """What changes in the cells, which may be below zero."""
    change: Counter[Cell] = Counter()
    for one in joining:
        change.update(one.cells())
    for one in leaving:
        change.subtract(one.cells())
    return change
