"""Each way to read a draft works on an open page, and on no case: drafted, withdrawn or recalled."""

import pytest

from tests.attacks import reading
from tests.attacks.rows import fails, of, succeeds


@pytest.mark.parametrize("attack", of("R"), ids=str)
def test_what_tells_of_an_open_page_tells_nothing_of_a_case(world, attack):
    assert reading.__doc__
    succeeds(world, attack)
    fails(world, attack)
