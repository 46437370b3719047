"""What `manage.py check --deploy` says before anyone is served, without further options."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from review import system_checks
from review.guard.triggers import expected

pytestmark = pytest.mark.django_db


def lost(trigger):
    of = ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [trigger])
            of = f" ON {cursor.fetchone()[0]}"
        cursor.execute(f"DROP TRIGGER {trigger}{of}")


def test_the_guard_as_it_stands_is_complete():
    assert system_checks.live_is_guarded(None) == []


def test_a_lost_trigger_is_named_by_check_deploy_alone():
    for trigger in sorted(expected(connection)):
        lost(trigger)
        with pytest.raises(CommandError, match=trigger):
            call_command("check", deploy=True)


def test_without_deploy_nothing_is_asked_so_that_migrate_can_bring_it():
    lost(min(expected(connection)))
    assert "sixdegree_review.E003" not in {found.id for found in run_checks(databases=["default"])}


def test_a_database_that_cannot_be_asked_is_named(monkeypatch):
    def refuse(connection):
        raise DatabaseError("no connection")

    monkeypatch.setattr(system_checks, "installed", refuse)
    [found] = system_checks.live_is_guarded(None)
    assert "no connection" in found.msg
