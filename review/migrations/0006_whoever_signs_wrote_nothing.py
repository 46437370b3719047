"""PostgreSQL: whoever signs holds the right to by a row, and had no hand in the page, whatever was written
down as contributors.

The contributors of a candidate stay the rule: they are settled at submission, and this asks the tables they
were read from once more. SQLite's share of this is `review/guard/sqlite.py`.
"""

from typing import Any

import swapper
from django.conf import settings
from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_review_signer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    page integer;
    case_file text;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM {user} WHERE id = NEW.reviewer_id AND is_active) THEN
        RAISE EXCEPTION 'whoever signs has an active account' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM auth_permission permission
        JOIN django_content_type type ON type.id = permission.content_type_id
        WHERE type.app_label = 'sixdegree_review' AND permission.codename = 'sign_candidate' AND (
            EXISTS (
                SELECT 1 FROM {user_permissions} given
                WHERE given.permission_id = permission.id AND given.{user_column} = NEW.reviewer_id
            ) OR EXISTS (
                SELECT 1 FROM auth_group_permissions given
                JOIN {user_groups} member ON member.group_id = given.group_id
                WHERE given.permission_id = permission.id AND member.{user_column} = NEW.reviewer_id
            )
        )
    ) THEN
        RAISE EXCEPTION 'whoever signs holds the right to sign by a row' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT revision.object_id::integer, revision.content ->> 'case_file' INTO page, case_file FROM wagtailcore_revision revision
        JOIN sixdegree_publication_candidate candidate ON candidate.source = revision.id::text
        JOIN sixdegree_review_guardedtype guarded ON guarded.content_type_id = revision.content_type_id
        WHERE candidate.id = NEW.candidate_id;
    IF page IS NOT NULL AND (
        EXISTS (
            SELECT 1 FROM wagtailcore_revision revision
            JOIN sixdegree_review_guardedtype guarded ON guarded.content_type_id = revision.content_type_id
            WHERE revision.object_id = page::text AND revision.user_id = NEW.reviewer_id
        )
        OR EXISTS (SELECT 1 FROM {page} WHERE id = page AND owner_id = NEW.reviewer_id)
        OR EXISTS (
            SELECT 1 FROM wagtailcore_pagelogentry
            WHERE page_id = page AND user_id = NEW.reviewer_id AND action IN ({writing})
        )
        OR EXISTS (
            SELECT 1 FROM sixdegree_casepages_casefileedit
            WHERE case_file_id::text = case_file AND user_id = NEW.reviewer_id
        )
    ) THEN
        RAISE EXCEPTION 'nobody signs what they helped to write' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sixdegree_review_signer BEFORE INSERT ON sixdegree_publication_signoff
    FOR EACH ROW EXECUTE FUNCTION sixdegree_review_signer();
"""

# As `review.submission.WRITING` was when this was written.
WRITING = ("create", "edit", "revert", "rename", "copy", "copy_for_translation")


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor != "postgresql":
        return
    page = apps.get_model(*swapper.split(swapper.get_model_name("wagtailcore", "Page")))
    user = apps.get_model(settings.AUTH_USER_MODEL)
    groups = user._meta.get_field("groups")
    names = {
        "page": page._meta.db_table,
        "user": user._meta.db_table,
        "user_groups": groups.m2m_db_table(),
        "user_permissions": user._meta.get_field("user_permissions").m2m_db_table(),
        "user_column": groups.m2m_column_name(),
    }
    quoted = {name: schema_editor.quote_name(table) for name, table in names.items()}
    writing = ", ".join(f"'wagtail.{action}'" for action in WRITING)
    schema_editor.execute(FORWARDS.format(**quoted, writing=writing), params=None)


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION sixdegree_review_signer() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_review", "0005_comments_on_parts"),
        ("sixdegree_publication", "0012_a_translation_follows_its_source"),
        ("sixdegree_casepages", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        swapper.dependency("wagtailcore", "Page"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
