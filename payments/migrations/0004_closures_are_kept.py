"""PostgreSQL: a closure is never deleted nor rewritten, else a withdrawn campaign would take gifts again."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION sixdegree_payments_closure_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a closure is never deleted: open a new campaign under a new reference'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sixdegree_payments_campaignclosure_kept BEFORE DELETE
    ON sixdegree_payments_campaignclosure FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_closure_kept();

CREATE FUNCTION sixdegree_payments_closure_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a closure is final: only a pause is lifted, and once'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sixdegree_payments_campaignclosure_final BEFORE UPDATE
    ON sixdegree_payments_campaignclosure FOR EACH ROW
    WHEN (
        (NEW.id, NEW.campaign_ref, NEW.kind, NEW.at) IS DISTINCT FROM (OLD.id, OLD.campaign_ref, OLD.kind, OLD.at)
        OR OLD.kind <> 'paused' OR OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL
    )
    EXECUTE FUNCTION sixdegree_payments_closure_final();
"""

BACKWARDS = """
DROP TRIGGER sixdegree_payments_campaignclosure_kept ON sixdegree_payments_campaignclosure;
DROP TRIGGER sixdegree_payments_campaignclosure_final ON sixdegree_payments_campaignclosure;
DROP FUNCTION sixdegree_payments_closure_kept();
DROP FUNCTION sixdegree_payments_closure_final();
"""


def run(sql):
    def operation(apps, schema_editor):
        # SQLite's triggers are installed after each migrate instead: its table remake drops them.
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0003_gifts_wait_to_be_published")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
