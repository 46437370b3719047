from django.db import migrations

BATCH = 1000


def queue(apps, schema_editor):
    """One entry for each case, carried out by the worker: what is public by then is indexed."""
    records = apps.get_model("sixdegree_publication", "PublicRecord").objects
    entry = apps.get_model("sixdegree_publication", "OutboxEntry")
    cases = records.filter(kind="case").order_by("subject").values_list("subject", flat=True).distinct()
    entry.objects.bulk_create(
        (entry(kind="search_figures", payload={"public_id": subject}) for subject in cases), batch_size=BATCH
    )


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_search", "0002_full_text"),
        ("sixdegree_publication", "0020_a_note_before_a_milestone_is_words"),
    ]

    operations = [migrations.RunPython(queue, migrations.RunPython.noop)]
