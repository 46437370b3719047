"""PostgreSQL writes down who got, lost or was given another factor, whatever made it so.

Into `review`'s account changes: allauth's own signals tell of a change through its screens, the worker of any
other. Using a code, or a recovery code, changes no factor.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from payments import search_path
from review.accounts.account import FACTOR
from review.models import AccountChange

TRIGGER = "sixdegree_factor_changed"
SQL = f"""
CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    person text := COALESCE(NEW.user_id, OLD.user_id)::text;
BEGIN
    -- Lost recovery codes let nobody in, and new ones replace them first.
    IF TG_OP = 'DELETE' AND OLD.type = '{Authenticator.Type.RECOVERY_CODES}'
        OR TG_OP = 'UPDATE' AND NEW.user_id = OLD.user_id AND NEW.type = OLD.type
            AND NEW.data -> 'secret' IS NOT DISTINCT FROM OLD.data -> 'secret'
            AND NEW.data -> 'seed' IS NOT DISTINCT FROM OLD.data -> 'seed'
            AND NEW.data -> 'credential' IS NOT DISTINCT FROM OLD.data -> 'credential'
    THEN
        RETURN NULL;
    END IF;
    IF sixdegree_review_watched(person) THEN
        PERFORM sixdegree_review_note_account(person, '{FACTOR}');
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE ON {Authenticator._meta.db_table}
    FOR EACH ROW EXECUTE FUNCTION {TRIGGER}();
"""


def install(sender: Any, using: str, **kwargs: Any) -> None:
    """After every migration: both tables are other apps', which know nothing of each other."""
    connection = connections[using]
    needed = {Authenticator._meta.db_table, AccountChange._meta.db_table}
    if connection.vendor == "postgresql" and needed <= set(connection.introspection.table_names()):
        with connection.cursor() as cursor:
            cursor.execute(SQL)
        search_path.pin(using)


def stands(connection: BaseDatabaseWrapper) -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgenabled <> 'D'", [TRIGGER])
        return cursor.fetchone() is not None
