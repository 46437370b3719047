"""Whoever upgrades searches on in the index there was."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests.search.conftest import ids

CODES = import_module("search.migrations.0006_codes_as_they_stand")


@pytest.mark.django_db
@pytest.mark.sqlite
def test_codes_of_an_index_of_before_are_found_without_a_rebuild(find, fisher, seamstress):
    editor = SimpleNamespace(connection=connection)
    CODES.rewrite(str)(apps, editor)
    assert ids(find(region="IDN-538")) == []
    assert ids(find(q="workshop")) == [fisher]
    CODES.rewrite(CODES.kept)(apps, editor)
    assert ids(find(region="IDN-538")) == [seamstress]
    assert ids(find(q="workshop")) == [fisher]
