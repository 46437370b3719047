"""Which cells are listed: none below k, none from which one below k could be worked out.

A cell is listed with its number rounded down to a multiple of k. Where an attacker could learn of a cell
that is not listed, or of one case, a listed one is held back, until every claim of `data/method.md` is
proved by a world that somebody could not tell from the true one.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product

from publication.open_data.counting import TABLES, Cell, Cohort, K
from publication.open_data.worlds import Search, bounds_of


def listed(cohort: Cohort, k: int = K) -> dict[Cell, int]:
    """Cell → the number that is published for it; empty where nothing can be said."""
    numbers = bounds_of(cohort, {}, k).numbers
    found = {cell: number // k * k for cell, number in numbers.items() if number >= k}
    while found:
        blockers = _unproved(cohort, found, k)
        if blockers is None:
            return found
        # The smallest tells least. Any choice is safe: the proofs are sought anew without it.
        held_back = min(blockers or found, key=lambda cell: (numbers[cell], cell))
        del found[held_back]
    return found


def _unproved(cohort: Cohort, found: Mapping[Cell, int], k: int) -> set[Cell] | None:
    """The listed cells in the way of the first proof that fails; None where none does."""
    search = Search(cohort, bounds_of(cohort, found, k))
    for proved in _claims(cohort, search, k):
        search.blockers.clear()
        if not proved():
            return search.blockers & found.keys()
    return None


def _claims(cohort: Cohort, search: Search, k: int) -> Iterator[Callable[[], bool]]:
    yield from (partial(search.without, one) for one in cohort.counted)
    yield from (partial(search.including, one) for one in cohort.others)
    everybody = [*cohort.counted, *cohort.others]
    for cell in _cells(search):
        if search.bounds.numbers.get(cell, 0) < k:
            yield partial(search.reaches, cell, 0)
            yield partial(search.reaches, cell, k - 1)
            if any(one.holds(cell) for one in everybody):
                yield partial(search.unfixed, cell)


def _cells(search: Search) -> Iterator[Cell]:
    """Every cell of every table that could be filled from what the year's public cases have."""
    for table in TABLES:
        for values in product(*(search.seen[dimension] for dimension in table)):
            yield tuple(zip(table, values, strict=True))
