"""PostgreSQL: TRUNCATE fires no row trigger, so the books could go at a stroke. SQLite has no TRUNCATE."""

from django.db import migrations

TABLES = (
    "ledgertransaction",
    "ledgerentry",
    "receipt",
    "fundingsnapshot",
    "donation",
    "campaign",
    "campaignclosure",
    "providerevent",
)

FORWARDS = """
CREATE FUNCTION sixdegree_payments_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER sixdegree_payments_{table}_not_emptied BEFORE TRUNCATE ON sixdegree_payments_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_payments_not_emptied();\n"
    for table in TABLES
)
BACKWARDS = "DROP FUNCTION sixdegree_payments_not_emptied() CASCADE"


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0005_a_campaign_has_an_end")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
