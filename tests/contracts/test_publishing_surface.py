"""The upgrade alarm: Wagtail has a new way to publish, or has moved one, and nobody has looked at it yet."""

import json

import pytest

from tests.contracts.publishing_surface import COMMITTED, current

SENTENCE = (
    "Wagtail's ways to publish have changed ({what}): added {added}, gone {gone}. For each new one write an"
    " attack in tests/attacks that succeeds on an open page and fails on a case page, or name in"
    " tests/attacks/not_here.py why there is none; mend review/guard where it leaks; then renew the list:"
    " python -m tests.contracts.publishing_surface"
)


@pytest.mark.parametrize("what", sorted(json.loads(COMMITTED.read_text())))
def test_no_way_to_publish_is_new_or_moved(what):
    known, found = json.loads(COMMITTED.read_text())[what], current()[what]
    added, gone = [item for item in found if item not in known], [item for item in known if item not in found]
    assert found == known, SENTENCE.format(what=what, added=added, gone=gone)
