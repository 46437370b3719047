"""Each way to read a draft works on an open page, and on no case: drafted, withdrawn or recalled."""

import pytest

from tests.attacks import existence, files, reading
from tests.attacks.rows import fails, succeeds, ways


@pytest.mark.parametrize("attack", ways(existence, files, reading))
def test_what_tells_of_an_open_page_tells_nothing_of_a_case(world, attack):
    succeeds(world, attack)
    fails(world, attack)
