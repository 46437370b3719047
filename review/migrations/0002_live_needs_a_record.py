"""PostgreSQL: a live page of a guarded type needs a released record, checked when the transaction ends."""

from typing import Any

import swapper
from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_review_live() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    checked integer := CASE WHEN TG_TABLE_NAME = 'sixdegree_review_releasedpage' THEN (to_jsonb(OLD) ->> 'page_id')::integer
        ELSE (to_jsonb(NEW) ->> 'id')::integer END;
BEGIN
    IF EXISTS (
        SELECT 1 FROM {page} page
        JOIN sixdegree_review_guardedtype guarded ON guarded.content_type_id = page.content_type_id
        WHERE page.id = checked AND page.live AND NOT EXISTS (
            SELECT 1 FROM sixdegree_review_releasedpage released
            JOIN sixdegree_publication_publicrecord record
                ON record.kind = released.kind AND record.subject = released.subject
                AND record.locale = released.locale
            WHERE released.page_id = page.id
        )
    ) THEN
        RAISE EXCEPTION 'a live page of this type needs a signed and released record'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sixdegree_review_live_page
    AFTER INSERT OR UPDATE OF live, content_type_id ON {page}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.live) EXECUTE FUNCTION sixdegree_review_live();
CREATE CONSTRAINT TRIGGER sixdegree_review_live_released
    AFTER UPDATE OR DELETE ON sixdegree_review_releasedpage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sixdegree_review_live();
"""


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        page = apps.get_model(*swapper.split(swapper.get_model_name("wagtailcore", "Page")))
        schema_editor.execute(
            FORWARDS.format(page=schema_editor.quote_name(page._meta.db_table)), params=None
        )


def backwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION sixdegree_review_live() CASCADE", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_review", "0001_initial"),
        ("sixdegree_publication", "0002_the_database_carries_the_rule"),
        swapper.dependency("wagtailcore", "Page"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]
