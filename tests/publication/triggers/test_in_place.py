"""Whether the rules stand can be asked of the database."""

import pytest
from django.db import connection

from publication import triggers

pytestmark = pytest.mark.django_db


def test_every_rule_is_in_place():
    assert triggers.missing(connection) == set()


def test_a_rule_switched_off_is_noticed():
    name = (
        "publication_record_signed"
        if connection.vendor == "postgresql"
        else "sixdegree_publication_record_signed"
    )
    table = " ON sixdegree_publication_publicrecord" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert triggers.missing(connection) == {name}
