"""No number that is not listed, and no case, can be worked out: every small year, solved by the attacker."""

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from publication.open_data.counting import TABLES, Cohort, Profile
from publication.open_data.protection import listed
from tests.publication.open_data import attacker

# Three in the place of ten: every world can be looked at.
K = 3
KINDS = [
    ((exploitation,), ("legal",), origin, age)
    for exploitation in ("fishing", "begging")
    for origin in ("southeast_asia", "southern_asia")
    for age in ("18–24", "25–34")
]
SEVERAL = [
    (("begging", "fishing"), ("legal", "medical"), "southeast_asia", "18–24"),
    (("fishing",), ("medical",), "southern_asia", "not_told"),
]


def profile(case):
    kinds, needs, origin, age = case
    return Profile(frozenset(kinds), frozenset(needs), frozenset({origin}), frozenset({age}))


def cohort(counted, others=()):
    return Cohort(Counter(map(profile, counted)), Counter(map(profile, others)))


def cases(kinds, most):
    return st.lists(st.sampled_from(kinds), max_size=most)


def hidden(told, counted):
    """The small cells that are not listed, empty ones included, of the values that occur."""
    occur = [
        {value for case in counted for value in attacker.values(case, name)} for name in attacker.DIMENSIONS
    ]
    numbers = dict.fromkeys(
        (
            tuple(
                (name, value)
                for name, value in zip(attacker.DIMENSIONS, values, strict=True)
                if name in table
            )
            for values in product(*occur)
            for table in TABLES
        ),
        0,
    ) | attacker.numbers_of(counted, TABLES)
    return {cell for cell, number in numbers.items() if cell not in told and number < K}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(counted=st.lists(st.sampled_from(KINDS), min_size=K, max_size=7))
def test_who_has_the_tables_cannot_tell_a_hidden_cell_from_an_empty_one_nor_from_a_full_one(counted):
    told = listed(cohort(counted), K)
    assume(told)
    found = {cell: set() for cell in hidden(told, counted)}
    for numbers in attacker.worlds_of_a_stranger(told, TABLES, KINDS, K, len(counted) + 1):
        for cell, possible in found.items():
            possible.add(numbers.get(cell, 0))
        if all({0, K - 1} <= possible for possible in found.values()):
            break
    assert {cell: possible for cell, possible in found.items() if not {0, K - 1} <= possible} == {}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(counted=cases(KINDS + SEVERAL, 8), others=cases(KINDS + SEVERAL, 3))
def test_who_copied_every_public_case_cannot_tell_of_any_whether_it_is_counted(counted, others):
    told = listed(cohort(counted, others), K)
    assume(told)
    public = [*counted, *others]
    inside, outside = set(), set()
    for chosen, _numbers in attacker.worlds_of_a_watcher(told, TABLES, public, K):
        inside |= chosen
        outside |= set(range(len(public))) - chosen
    everyone = set(range(len(public)))
    assert (inside, outside) == (everyone, everyone)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(counted=cases(KINDS + SEVERAL, 8), others=cases(KINDS + SEVERAL, 3))
def test_not_even_told_which_cells_are_small_can_they_work_one_out(counted, others):
    told = listed(cohort(counted, others), K)
    assume(told)
    public = [*counted, *others]
    true = attacker.numbers_of(counted, TABLES)
    small = [
        cell for cell in attacker.numbers_of(public, TABLES) if cell not in told and true.get(cell, 0) < K
    ]
    found = {cell: set() for cell in small}
    for _chosen, numbers in attacker.worlds_of_a_watcher(told, TABLES, public, K):
        if attacker.told_small(numbers, small, K):
            for cell, possible in found.items():
                possible.add(numbers.get(cell, 0))
    assert {cell: possible for cell, possible in found.items() if len(possible) < 2} == {}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(counted=cases(KINDS + SEVERAL, 60), others=cases(KINDS, 10))
def test_what_is_listed_is_true_and_never_small(counted, others):
    true = attacker.numbers_of(counted, TABLES)
    for cell, number in listed(cohort(counted, others)).items():
        assert number >= 10 and number % 10 == 0 and number <= true[cell] < number + 10


def test_one_who_leaves_a_group_of_ten_takes_its_number_away_before_it_is_made():
    ten = [KINDS[0]] * 11
    assert listed(cohort(ten))[()] == 10
    assert listed(cohort(ten[:9])) == {}


@pytest.mark.parametrize("size", [10, 20])
def test_a_round_number_of_which_all_are_counted_would_tell_of_each_and_is_held_back(size):
    assert listed(cohort([KINDS[0]] * size)) == {}
    assert listed(cohort([KINDS[0]] * size, [KINDS[0]]))[()] == size


def test_a_sum_from_which_a_small_group_would_follow_is_held_back():
    """19 + 19 + 2 of 40: listed as 10, 10 and 40, they would leave at least two for the third."""
    bands = ["18–24"] * 19 + ["25–34"] * 19 + ["55+"] * 2
    counted = [(("fishing",), ("legal",), "southeast_asia", band) for band in bands]
    told = listed(cohort(counted, counted))
    most_of_the_others = sum(told.get((("age_band", band),), 10**6) + 9 for band in ("18–24", "25–34"))
    assert max(told.get(cell, 0) for cell in told if not dict(cell).get("age_band")) <= most_of_the_others
    assert (("age_band", "55+"),) not in told


def test_a_full_number_that_leaves_no_room_for_one_more_would_tell_of_who_is_not_counted():
    """One of two kinds, where 19 and 19 are counted: listed as 10 and 10, neither has room for this one."""
    fishing, begging, both = (
        (kinds, ("legal",), "southeast_asia", "18–24")
        for kinds in (("fishing",), ("begging",), ("begging", "fishing"))
    )
    told = listed(cohort([fishing] * 19 + [begging] * 19, [both]))
    kinds = {cell for cell in told if dict(cell).keys() == {"exploitation"}}
    assert len(kinds) == 1
