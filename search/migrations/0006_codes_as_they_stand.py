import re

from django.db import migrations

TABLE = "sixdegree_search_words"


def kept(mark):
    return re.sub(r"[^a-z0-9#/_.-]", lambda sign: f"^{ord(sign.group()):x}^", mark)


def rewrite(written):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor != "sqlite":
            return
        rows = apps.get_model("sixdegree_search", "IndexedRecord").objects.values_list("record", "marks")
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {TABLE} SET marks = %s WHERE rowid = %s",  # noqa: S608  our own name
                [(f" {' '.join(map(written, marks.split()))} ", record) for record, marks in rows],
            )

    return run


class Migration(migrations.Migration):
    """SQLite's full text folds capitals: codes stand there in signs that it leaves as they are."""

    dependencies = [("sixdegree_search", "0005_no_fingerprint")]

    operations = [migrations.RunPython(rewrite(kept), rewrite(str))]
