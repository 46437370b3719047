"""PostgreSQL: TRUNCATE fires no row trigger, so what is never deleted row by row could go at a stroke.

SQLite has no TRUNCATE.
"""

from django.db import migrations

TABLES = {
    "term": "publicationterm",
    "consent": "consent",
    "candidate": "candidate",
    "contributor": "candidatecontributor",
    "signoff": "signoff",
    "release": "release",
    "record": "publicrecord",
    "place": "placeledgerentry",
    "withdrawal": "withdrawal",
    "recall": "recall",
    "log": "logentry",
    "outbox": "outboxentry",
    "media": "media",
}

FORWARDS = """
CREATE FUNCTION sixdegree_publication_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps what happened: it is never emptied', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER publication_{name}_not_emptied BEFORE TRUNCATE ON sixdegree_publication_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_publication_not_emptied();\n"
    for name, table in TABLES.items()
)
BACKWARDS = "DROP FUNCTION sixdegree_publication_not_emptied() CASCADE"


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_publication", "0013_a_picture_is_never_changed")]
    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
