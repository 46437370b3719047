"""PostgreSQL: the place ledger is never changed, takes what was signed, refines nothing, and holds what is public.

SQLite's share of this is `publication/triggers/`.
"""

from django.db import migrations

LEDGER = """
CREATE TRIGGER publication_place_frozen BEFORE UPDATE OR DELETE ON sixdegree_publication_placeledgerentry
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_frozen();

CREATE FUNCTION sixdegree_publication_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    candidate sixdegree_publication_candidate;
    content jsonb;
    reviewed jsonb;
    shown text;
BEGIN
    SELECT * INTO candidate FROM sixdegree_publication_candidate WHERE id = NEW.candidate_id;
    content := convert_from(candidate.public_bytes, 'UTF8')::jsonb;
    reviewed := convert_from(candidate.review_bytes, 'UTF8')::jsonb -> 'places' -> 'areas' -> NEW.slot::text;
    IF NEW.slot = 'origin' THEN
        shown := content #>> '{origin,code}';
    ELSE
        SELECT milestone #>> '{place,code}' INTO shown FROM jsonb_array_elements(content -> 'milestones') milestone
            WHERE milestone ->> 'id' = NEW.slot;
    END IF;
    IF candidate.kind <> 'case' OR candidate.release_id IS NULL OR shown IS DISTINCT FROM NEW.area
        OR reviewed ->> 'code' IS DISTINCT FROM NEW.area
        OR NEW.position <> 1 + (
            SELECT count(*) FROM sixdegree_publication_placeledgerentry WHERE case_ref = NEW.case_ref
        )
        OR NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_publicationterm
            WHERE public_id = candidate.subject AND case_ref = NEW.case_ref
        )
    THEN
        RAISE EXCEPTION 'the place ledger takes the next place of a released candidate, as it was signed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM sixdegree_publication_placeledgerentry entry
        WHERE entry.case_ref = NEW.case_ref AND entry.slot = NEW.slot
            AND jsonb_exists(reviewed -> 'within', entry.area)
    ) THEN
        RAISE EXCEPTION 'a place once public is kept or coarsened, never refined'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_place_signed BEFORE INSERT ON sixdegree_publication_placeledgerentry
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_place();
"""

RECORD = """
CREATE FUNCTION sixdegree_publication_record_placed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    content jsonb := convert_from(NEW.bytes, 'UTF8')::jsonb;
BEGIN
    IF NEW.kind = 'case' AND EXISTS (
        SELECT 1 FROM (
            SELECT 'origin' AS slot, content #>> '{origin,code}' AS area
            UNION ALL
            SELECT milestone ->> 'id', milestone #>> '{place,code}'
            FROM jsonb_array_elements(content -> 'milestones') milestone
        ) shown
        WHERE shown.area IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_placeledgerentry entry
            JOIN sixdegree_publication_publicationterm term ON term.case_ref = entry.case_ref
            WHERE term.id = NEW.term_id AND entry.slot = shown.slot AND entry.area = shown.area
        )
    ) THEN
        RAISE EXCEPTION 'every place of a public record stands in the place ledger of its case'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_record_placed BEFORE INSERT OR UPDATE OF bytes ON sixdegree_publication_publicrecord
    FOR EACH ROW EXECUTE FUNCTION sixdegree_publication_record_placed();
"""

BACKWARDS = """
DROP TRIGGER publication_place_frozen ON sixdegree_publication_placeledgerentry;
DROP FUNCTION sixdegree_publication_place() CASCADE;
DROP FUNCTION sixdegree_publication_record_placed() CASCADE;
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0004_what_was_released_is_in_the_place_ledger")]
    operations = [migrations.RunPython(run(LEDGER + RECORD), run(BACKWARDS))]
