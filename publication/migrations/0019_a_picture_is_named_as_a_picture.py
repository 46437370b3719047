"""PostgreSQL: a facet that opens a picture or an address is a member of the signed bytes, not a word in them.

A hash typed into a text stands in the bytes as well, and would make another case's picture public. Within a
string canonical JSON escapes every quotation mark, so that no text can hold a whole member.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_publication_facet_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    member text := CASE NEW.name WHEN 'media' THEN 'sha256' ELSE NEW.name END;
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord WHERE id = NEW.record_id
        AND position(format('"%s":"%s"', member, NEW.value) IN convert_from(bytes, 'UTF8')) > 0
    ) THEN
        RAISE EXCEPTION 'a picture or an address is a member of the signed bytes, not a word in them'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_facet_member BEFORE INSERT OR UPDATE ON sixdegree_publication_recordfacet
    FOR EACH ROW WHEN (NEW.name IN ('media', 'slug')) EXECUTE FUNCTION sixdegree_publication_facet_member();
"""
BACKWARDS = "DROP FUNCTION sixdegree_publication_facet_member() CASCADE"


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0018_no_id_stands_in_a_withdrawal_s_way")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
