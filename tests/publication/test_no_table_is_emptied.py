"""TRUNCATE asks no row: the database refuses it of every table that keeps what happened."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from payments import triggers as books
from publication import triggers

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

NAMES = sorted(name for name in triggers.POSTGRESQL_TRIGGERS if name.endswith("_not_emptied"))
BOOKS = sorted(books.PREFIX + name for name in books.POSTGRESQL if name.endswith("_not_emptied"))


def table_of(trigger):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [trigger])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("trigger", NAMES + BOOKS)
def test_it_is_refused_also_from_above(trigger):
    for table in (table_of(trigger), "auth_user"):
        with (
            pytest.raises(IntegrityError, match="never emptied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_a_flush_is_refused_outside_the_tests():
    with pytest.raises(CommandError), transaction.atomic():
        call_command("flush", interactive=False, verbosity=0)


@pytest.mark.parametrize("trigger", [NAMES[0], BOOKS[0]])
def test_one_that_is_switched_off_is_named_by_check_deploy(trigger):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table_of(trigger)} DISABLE TRIGGER {trigger}")
    with pytest.raises(Exception, match=trigger.removeprefix(books.PREFIX)):
        call_command("check", deploy=True)
