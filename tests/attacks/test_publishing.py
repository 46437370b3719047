"""Each way to publish is first tried where nothing guards, and must succeed; then on what the desk guards."""

import pytest

from tests.attacks import approving, copying, publishing, writing
from tests.attacks.rows import fails, succeeds, ways


@pytest.mark.parametrize("attack", ways(approving, copying, publishing, writing))
def test_what_works_on_an_open_page_fails_on_a_guarded_one(world, attack):
    succeeds(world, attack)
    fails(world, attack)
