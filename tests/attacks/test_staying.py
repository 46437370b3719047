"""Each way to stay works on a page that Wagtail unpublishes, and not on a case whose consent is withdrawn."""

import pytest

from tests.attacks import lingering, staying
from tests.attacks.rows import fails, succeeds, ways


@pytest.mark.parametrize("attack", ways(lingering, staying))
def test_what_stays_of_an_open_page_is_gone_of_a_case(world, attack):
    succeeds(world, attack)
    fails(world, attack)
