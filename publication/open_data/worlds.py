"""Worlds: other populations that fit all that is listed, so that nobody can tell them from the true one.

A search here that finds nothing proves nothing; what it finds is a proof.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

from publication.open_data.counting import DIMENSIONS, MANIFOLD, Cell, Cohort, Profile, Values, counts, moved

# Changes that are tried for one step of a search: a bound on time. More are only ever needed in odd years.
TRIED = 3000
# (who joins, who leaves)
Change = tuple[tuple[Profile, ...], tuple[Profile, ...]]


@dataclass(frozen=True)
class Bounds:
    """Between which numbers a cell may lie in a world. `numbers` are the true ones.

    `told`: whether the attacker was told which cells are not listed because they hold fewer than k. The
    tables do not say it, but whoever knows the method may guess.
    """

    numbers: Mapping[Cell, int]
    listed: Mapping[Cell, int]
    k: int
    told: bool = False

    def of(self, cell: Cell) -> tuple[int, float]:
        if cell in self.listed:
            return self.listed[cell], self.listed[cell] + self.k - 1
        return 0, self.k - 1 if self.told and self.numbers.get(cell, 0) < self.k else float("inf")

    def broken(self, change: Mapping[Cell, int], numbers: Mapping[Cell, int] | None = None) -> set[Cell]:
        """The cells in which a change of these `numbers` (else the true ones) fits no more."""
        base = self.numbers if numbers is None else numbers
        found = set()
        for cell, difference in change.items():
            least, most = self.of(cell)
            if difference and not least <= base.get(cell, 0) + difference <= most:
                found.add(cell)
        return found


class Search:
    """Looks for one world; `blockers` are the cells that stood in its way."""

    def __init__(self, cohort: Cohort, bounds: Bounds) -> None:
        self.cohort = cohort
        self.bounds = bounds
        self.told = replace(bounds, told=True)
        self.blockers: set[Cell] = set()
        everybody = [*cohort.counted, *cohort.others]
        self.seen = {
            dimension: sorted({value for one in everybody for value in one.values(dimension)})
            for dimension in DIMENSIONS
        }

    def without(self, one: Profile) -> bool:
        """Whether, to somebody who knows every public case, a counted one might not be counted."""
        if self.cohort.others[one]:
            return True
        return self._any(chain([((), (one,))], (((other,), (one,)) for other in self.cohort.others)))

    def including(self, one: Profile) -> bool:
        """Whether one that is not counted might be."""
        if self.cohort.counted[one]:
            return True
        return self._any(chain([((one,), ())], (((one,), (other,)) for other in self.cohort.counted)))

    def unfixed(self, cell: Cell) -> bool:
        """Whether a cell could hold another number to somebody who knows every public case and was told."""
        return any(self._fits(change, self.told) for change in islice(self._moves_of(cell), TRIED))

    def reaches(self, cell: Cell, target: int) -> bool:
        """Whether, to somebody who knows the tables alone, a cell could hold the target number."""
        people, numbers = Counter(self.cohort.counted), Counter(self.bounds.numbers)
        while numbers[cell] != target:
            steps = self._emptying(people, cell) if numbers[cell] > target else self._filling(people, cell)
            step = next((one for one in islice(steps, TRIED) if self._fits(one, self.bounds, numbers)), None)
            if step is None:
                return False
            joining, leaving = step
            people.update(joining)
            people.subtract(leaving)
            people = +people
            numbers.update(moved(joining, leaving))
        return True

    def _any(self, changes: Iterator[Change]) -> bool:
        return any(self._fits(change, self.bounds) for change in islice(changes, TRIED))

    def _fits(self, change: Change, bounds: Bounds, numbers: Mapping[Cell, int] | None = None) -> bool:
        broken = bounds.broken(moved(*change), numbers)
        self.blockers |= broken
        return not broken

    def _moves_of(self, cell: Cell) -> Iterator[Change]:
        counted, others = self.cohort.counted, self.cohort.others
        yield from (((), (one,)) for one in counted if one.holds(cell))
        yield from (((one,), ()) for one in others if one.holds(cell))
        for leaving in counted:
            for joining in others:
                if leaving.holds(cell) != joining.holds(cell):
                    yield (joining,), (leaving,)

    def _emptying(self, people: Counter[Profile], cell: Cell) -> Iterator[Change]:
        inside = [one for one in people if one.holds(cell)]
        for one in inside:
            yield (), (one,)
            for dimension, value in cell:
                for other in self.seen[dimension]:
                    if other not in one.values(dimension):
                        yield (exchanged(one, dimension, value, other),), (one,)
        for one in inside:
            for dimension, value in cell:
                for taker in people:
                    if value not in taker.values(dimension) and not _placed_by(taker, dimension, value, cell):
                        yield from _swapped(one, taker, dimension, value)

    def _filling(self, people: Counter[Profile], cell: Cell) -> Iterator[Change]:
        for one in people:
            if not one.holds(cell):
                yield (placed(one, cell),), (one,)
        for one in people:
            yield (placed(one, cell),), ()
        for taker in people:
            lacking = [(name, value) for name, value in cell if value not in taker.values(name)]
            if len(lacking) == 1:
                ((dimension, value),) = lacking
                for giver in people:
                    if value in giver.values(dimension) and not giver.holds(cell):
                        yield from _swapped(giver, taker, dimension, value)


def bounds_of(cohort: Cohort, listed: Mapping[Cell, int], k: int) -> Bounds:
    return Bounds(counts(cohort.counted), listed, k)


def exchanged(one: Profile, dimension: str, value: str, other: str) -> Profile:
    return _with(one, dimension, (one.values(dimension) - {value}) | {other})


def placed(one: Profile, cell: Cell) -> Profile:
    """As it is but for what puts it into the cell."""
    for dimension, value in cell:
        kept = one.values(dimension) if dimension in MANIFOLD else frozenset()
        one = _with(one, dimension, kept | {value})
    return one


def _placed_by(one: Profile, dimension: str, value: str, cell: Cell) -> bool:
    return placed(one, ((dimension, value),)).holds(cell)


def _swapped(giver: Profile, taker: Profile, dimension: str, value: str) -> Iterator[Change]:
    """Both change one value with each other, so that no table of that value alone moves."""
    for other in sorted(taker.values(dimension) - giver.values(dimension)):
        changed = (exchanged(giver, dimension, value, other), exchanged(taker, dimension, other, value))
        yield changed, (giver, taker)


def _with(one: Profile, dimension: str, values: Values) -> Profile:
    return replace(one, **{dimension: values})
