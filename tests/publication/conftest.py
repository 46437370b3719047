"""The people around a public record. Stories, freezing, signing and releasing are in `stories.py`."""

import pytest
from django.contrib.auth import get_user_model

from tests.kept import harmless, kept
from tests.publication.stories import may_sign


def person(name):
    return get_user_model().objects.create_user(username=name, email=f"{name}@example.org")


@pytest.fixture
@kept
def officer(db):
    """Opens case files and withdraws consent."""
    return person("oranuch")


@pytest.fixture
@kept
def editor(db):
    """Writes the stories and submits them."""
    return person("elif")


@pytest.fixture
@kept
def reviewer(db):
    return may_sign(person("ruth"))


@pytest.fixture
@kept
def second_reviewer(db):
    return may_sign(person("rafael"))


@pytest.fixture
@harmless
def stranger(client):
    """Somebody without account, cookie or link."""
    return client
