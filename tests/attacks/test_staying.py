"""Each way to stay works on a page that Wagtail unpublishes, and not on a case whose consent is withdrawn."""

import pytest

from tests.attacks import staying
from tests.attacks.rows import fails, of, succeeds


@pytest.mark.parametrize("attack", of("W"), ids=str)
def test_what_stays_of_an_open_page_is_gone_of_a_case(world, attack):
    assert staying.__doc__
    succeeds(world, attack)
    fails(world, attack)
