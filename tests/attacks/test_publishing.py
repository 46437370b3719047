"""Each way to publish is first tried where nothing guards, and must succeed; then on what the desk guards."""

import pytest

from tests.attacks import publishing
from tests.attacks.rows import fails, of, succeeds


@pytest.mark.parametrize("attack", of("P"), ids=str)
def test_what_works_on_an_open_page_fails_on_a_guarded_one(world, attack):
    assert publishing.__doc__
    succeeds(world, attack)
    fails(world, attack)
