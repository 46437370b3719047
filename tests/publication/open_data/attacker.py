"""An attacker who works the tables backwards by code of their own: nothing here imports anything of ours.

A case is `(kinds, needs, origin, age)`, the first two sorted tuples; a cell `((dimension, value), …)`.
"""

from functools import cache
from itertools import combinations, combinations_with_replacement, product

DIMENSIONS = ("exploitation", "need", "origin", "age_band")


def values(case, dimension):
    place = DIMENSIONS.index(dimension)
    return case[place] if place < 2 else (case[place],)


@cache
def cells_of(case, tables):
    return [
        tuple(zip(table, chosen, strict=True))
        for table in tables
        for chosen in product(*(values(case, dimension) for dimension in table))
    ]


def numbers_of(world, tables):
    numbers = {}
    for case in world:
        for cell in cells_of(case, tables):
            numbers[cell] = numbers.get(cell, 0) + 1
    return numbers


def published(answer):
    """The cells and numbers of a table as it is served."""
    return {
        tuple((dimension, row[dimension]) for dimension in table["by"]): row["at_least"]
        for table in answer["tables"]
        for row in table["rows"]
    }


def fits(numbers, told, k):
    return all(least <= numbers.get(cell, 0) < least + k for cell, least in told.items())


def worlds_of_a_stranger(told, tables, kinds_of_case, k, largest):
    """Every set of cases, of up to `largest`, that gives these numbers."""
    for size in range(largest + 1):
        for world in combinations_with_replacement(kinds_of_case, size):
            numbers = numbers_of(world, tables)
            if fits(numbers, told, k):
                yield numbers


def worlds_of_a_watcher(told, tables, public, k):
    """Every choice among the known public cases that gives these numbers: who is in it, and the numbers."""
    for size in range(len(public) + 1):
        for chosen in combinations(range(len(public)), size):
            numbers = numbers_of([public[index] for index in chosen], tables)
            if fits(numbers, told, k):
                yield set(chosen), numbers


def told_small(numbers, small, k):
    """Whether a world agrees with having been told which cells hold fewer than k."""
    return all(numbers.get(cell, 0) < k for cell in small)
