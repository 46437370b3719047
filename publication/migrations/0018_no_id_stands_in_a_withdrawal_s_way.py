"""PostgreSQL: what a withdrawal or a recall inserts takes the next id, which nobody can have taken before.

Rows written ahead with ids of their own, by mistake or to that end, would let the insert fail for as many
tries as there are of them. A dump is restored all the same: COPY brings its ids along.
"""

from django.db import migrations

TABLES = ("withdrawal", "withdrawalreason", "recall", "recallreason", "outboxentry", "logentry")
CLOSURE = "sixdegree_payments_campaignclosure"


def run(generated):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table in (*(f"sixdegree_publication_{name}" for name in TABLES), CLOSURE):
            schema_editor.execute(f"ALTER TABLE {table} ALTER COLUMN id SET GENERATED {generated}")

    return operation


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_publication", "0017_signed_by_who_is_still_there"),
        ("sixdegree_payments", "0007_what_is_published_of_gifts_is_figures"),
    ]
    operations = [migrations.RunPython(run("ALWAYS"), run("BY DEFAULT"))]
