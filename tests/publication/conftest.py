"""The people around a public record. Stories, freezing, signing and releasing are in `stories.py`."""

import pytest
from django.contrib.auth import get_user_model

from tests.publication.stories import may_sign


def person(name):
    return get_user_model().objects.create_user(username=name, email=f"{name}@example.org")


@pytest.fixture
def officer(db):
    """Opens case files and withdraws consent."""
    return person("oranuch")


@pytest.fixture
def editor(db):
    """Writes the stories and submits them."""
    return person("elif")


@pytest.fixture
def reviewer(db):
    return may_sign(person("ruth"))


@pytest.fixture
def second_reviewer(db):
    return may_sign(person("rafael"))


@pytest.fixture
def stranger(client):
    """Somebody without account, cookie or link."""
    return client
