"""Production without the rule does not start, and `check` says what is missing."""

import pytest
from django.core.checks import ERROR, WARNING
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from publication import checks


class TestWithoutPostgreSQL:
    def test_production_does_not_reach_its_first_query(self, settings):
        settings.DEBUG = False
        settings.SIXDEGREE_PUBLICATION_ALLOW_SQLITE = False
        assert checks.lacks_the_rule("sqlite")
        assert not checks.lacks_the_rule("postgresql")

    def test_a_rehearsal_may(self, settings):
        settings.SIXDEGREE_PUBLICATION_ALLOW_SQLITE = True
        assert not checks.lacks_the_rule("sqlite")

    @pytest.mark.sqlite
    @pytest.mark.django_db
    def test_the_refusal_names_the_cure(self, settings):
        settings.SIXDEGREE_PUBLICATION_ALLOW_SQLITE = False
        with pytest.raises(ImproperlyConfigured, match="Set DATABASE_URL"):
            checks.refuse_without_the_rule(None, connection)
        assert [message.id for message in checks.database_holds_the_rule(None)] == [
            "sixdegree_publication.E001"
        ]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_deployment_names_each_missing_rule():
    assert checks.database_holds_the_rule(None) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE sixdegree_publication_withdrawal DISABLE TRIGGER publication_withdrawal_closes"
        )
        cursor.execute("ALTER TABLE sixdegree_publication_media DROP CONSTRAINT publication_media_digest")
    (message,) = checks.database_holds_the_rule(None)
    assert message.level == ERROR
    assert "publication_media_digest, publication_withdrawal_closes" in message.msg


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "level"),
    [
        ("default_transaction_isolation", "serializable", ERROR),
        ("default_transaction_isolation", "repeatable read", ERROR),
        ("default_transaction_read_only", "on", ERROR),
        ("session_replication_role", "replica", ERROR),
        ("synchronous_commit", "off", WARNING),
    ],
)
def test_deployment_names_a_setting_of_the_role_that_stops_withdrawals(name, value, level):
    with connection.cursor() as cursor:
        # A database for tests may be faster than it is safe.
        cursor.execute("SET LOCAL synchronous_commit = 'on'")
        assert checks.sessions_let_a_withdrawal_through(None) == []
        cursor.execute(f"SET LOCAL {name} = '{value}'")
    (message,) = checks.sessions_let_a_withdrawal_through(None)
    assert message.level == level
    assert f"{name} = {value}" in message.msg


@pytest.mark.django_db
def test_an_ordinary_check_warns_and_lets_migrate_run():
    assert checks.rules_are_present(None, ["default"]) == []
    table = " ON sixdegree_publication_recall" if connection.vendor == "postgresql" else ""
    prefix = "" if connection.vendor == "postgresql" else "sixdegree_"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {prefix}publication_recall_pauses{table}")
    (message,) = checks.rules_are_present(None, ["default"])
    assert message.level < ERROR


def test_a_senseless_setting_is_named(settings):
    assert checks.settings_are_sound(None) == []
    settings.SIXDEGREE_PUBLICATION_PAGE_SIZE = "many"
    (message,) = checks.settings_are_sound(None)
    assert "SIXDEGREE_PUBLICATION_PAGE_SIZE" in message.msg
