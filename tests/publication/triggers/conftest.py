import pytest

from tests.publication.stories import consented_term, frozen, story


@pytest.fixture
def term(db):
    return consented_term()


@pytest.fixture
def candidate(term, editor):
    return frozen(story(term.public_id), editor)
