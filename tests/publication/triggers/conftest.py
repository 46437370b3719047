import pytest

from tests.kept import kept
from tests.publication.stories import consented_term, frozen, story


@pytest.fixture
@kept
def term(db):
    return consented_term()


@pytest.fixture
@kept
def candidate(term, editor):
    return frozen(story(term.public_id), editor)
