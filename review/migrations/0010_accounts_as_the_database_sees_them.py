"""A change to an account that can sign or open case files is written down by the database, whatever made it.

PostgreSQL's alone: a write past Django's models, by `QuerySet.update` or SQL, otherwise alarms nobody. While
such a change is unseen its account signs nothing. An entry is ticked off as seen only where the log tells of it.
"""

from typing import Any

import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION sixdegree_review_watched_right(wanted integer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM auth_permission permission
        JOIN django_content_type type ON type.id = permission.content_type_id
        WHERE permission.id = wanted AND (type.app_label, permission.codename) IN (
            ('sixdegree_review', 'sign_candidate'), ('sixdegree_casepages', 'add_casefile'),
            ('sixdegree_casepages', 'change_casefile'), ('sixdegree_casepages', 'view_casefile')
        )
    )
$$;
CREATE FUNCTION sixdegree_review_watched(person text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM {user_permissions} given
        WHERE given.{user_column}::text = person AND sixdegree_review_watched_right(given.permission_id)
    ) OR EXISTS (
        SELECT 1 FROM {user_groups} member JOIN auth_group_permissions given ON given.group_id = member.group_id
        WHERE member.{user_column}::text = person AND sixdegree_review_watched_right(given.permission_id)
    )
$$;
CREATE FUNCTION sixdegree_review_note_account(person text, change text) RETURNS void LANGUAGE sql AS $$
    -- Once for each statement, however many rows it wrote.
    INSERT INTO sixdegree_review_accountchange (account, verb, at)
        VALUES (person, change, statement_timestamp()) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION sixdegree_review_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    person text := NEW.{key}::text;
BEGIN
    IF NOT sixdegree_review_watched(person) THEN
        RETURN NULL;
    END IF;
    IF NEW.password IS DISTINCT FROM OLD.password THEN
        PERFORM sixdegree_review_note_account(person, 'account.password');
    END IF;
    IF NEW.{email} IS DISTINCT FROM OLD.{email} THEN
        PERFORM sixdegree_review_note_account(person, 'account.email');
    END IF;
    IF NEW.{username} IS DISTINCT FROM OLD.{username} THEN
        PERFORM sixdegree_review_note_account(person, 'account.name');
    END IF;
    IF NEW.is_active IS DISTINCT FROM OLD.is_active THEN
        PERFORM sixdegree_review_note_account(
            person, CASE WHEN NEW.is_active THEN 'account.reactivated' ELSE 'account.deactivated' END
        );
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sixdegree_review_account_changed AFTER UPDATE ON {user}
    FOR EACH ROW WHEN (
        NEW.password IS DISTINCT FROM OLD.password OR NEW.{email} IS DISTINCT FROM OLD.{email}
        OR NEW.{username} IS DISTINCT FROM OLD.{username} OR NEW.is_active IS DISTINCT FROM OLD.is_active
    ) EXECUTE FUNCTION sixdegree_review_account_changed();

CREATE FUNCTION sixdegree_review_account_joined() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM auth_group_permissions given
        WHERE given.group_id = NEW.group_id AND sixdegree_review_watched_right(given.permission_id)
    ) THEN
        PERFORM sixdegree_review_note_account(NEW.{user_column}::text, 'account.membership');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sixdegree_review_account_joined AFTER INSERT OR UPDATE ON {user_groups}
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_account_joined();

CREATE FUNCTION sixdegree_review_account_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF sixdegree_review_watched_right(NEW.permission_id) THEN
        PERFORM sixdegree_review_note_account(NEW.{user_column}::text, 'account.rights');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sixdegree_review_account_allowed AFTER INSERT OR UPDATE ON {user_permissions}
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_account_allowed();

CREATE FUNCTION sixdegree_review_group_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF sixdegree_review_watched_right(NEW.permission_id) THEN
        PERFORM sixdegree_review_note_account(member.{user_column}::text, 'account.rights')
            FROM {user_groups} member WHERE member.group_id = NEW.group_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER sixdegree_review_group_allowed AFTER INSERT OR UPDATE ON auth_group_permissions
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_group_allowed();

CREATE FUNCTION sixdegree_review_account_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_logentry
        WHERE subject = 'account-' || NEW.account AND verb = NEW.verb AND at >= NEW.at
    ) THEN
        RAISE EXCEPTION 'a change to an account is seen when the log tells of it'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_review_account_seen BEFORE UPDATE OF seen_at ON sixdegree_review_accountchange
    FOR EACH ROW WHEN (NEW.seen_at IS NOT NULL) EXECUTE FUNCTION sixdegree_review_account_seen();
CREATE TRIGGER sixdegree_review_account_kept BEFORE UPDATE OR DELETE ON sixdegree_review_accountchange
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen('seen_at');
CREATE TRIGGER sixdegree_review_accounts_not_emptied BEFORE TRUNCATE ON sixdegree_review_accountchange
    FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_publication_not_emptied();

CREATE FUNCTION sixdegree_review_signer_seen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM sixdegree_review_accountchange
        WHERE account = NEW.reviewer_id::text AND seen_at IS NULL
    ) THEN
        RAISE EXCEPTION 'whose account was changed by an unknown hand signs nothing'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_review_signer_seen BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_signer_seen();
"""
FUNCTIONS = (
    "signer_seen()",
    "account_seen()",
    "group_allowed()",
    "account_allowed()",
    "account_joined()",
    "account_changed()",
    "note_account(text, text)",
    "watched(text)",
    "watched_right(integer)",
)
BACKWARDS = "".join(f"DROP FUNCTION sixdegree_review_{name} CASCADE;\n" for name in FUNCTIONS) + "".join(
    f"DROP TRIGGER sixdegree_review_{name} ON sixdegree_review_accountchange;\n"
    for name in ("account_kept", "accounts_not_emptied")
)


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    user = apps.get_model(settings.AUTH_USER_MODEL)
    groups = user._meta.get_field("groups")
    # A historical model has fields alone: which of them are name and address the real one says.
    real = swapped_user()
    names = {
        "user": user._meta.db_table,
        "key": user._meta.pk.column,
        "username": user._meta.get_field(real.USERNAME_FIELD).column,
        "email": user._meta.get_field(real.get_email_field_name()).column,
        "user_groups": groups.m2m_db_table(),
        "user_permissions": user._meta.get_field("user_permissions").m2m_db_table(),
        "user_column": groups.m2m_column_name(),
    }
    quoted = {name: schema_editor.quote_name(table) for name, table in names.items()}
    schema_editor.execute(FORWARDS.format(**quoted), params=None)


def swapped_user() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model()


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACKWARDS, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_review", "0009_a_guarded_page_stays_guarded"),
        ("sixdegree_publication", "0014_no_table_is_emptied"),
        ("sixdegree_casepages", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="AccountChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("account", models.CharField(max_length=64)),
                ("verb", models.CharField(max_length=32)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "account change",
                "verbose_name_plural": "account changes",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "verb", "at"), name="review_account_change_once"
                    )
                ],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
