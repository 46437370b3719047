"""A gift's id opens its receipt and its choice; the books name it by another."""

from django.db import migrations, models

from payments import identifiers

BATCH = 2000


def name(apps, schema_editor):
    donations = apps.get_model("sixdegree_payments", "Donation").objects.using(schema_editor.connection.alias)
    while batch := list(donations.filter(reference=None)[:BATCH]):
        for donation in batch:
            donation.reference = identifiers.opaque_id()
        donations.bulk_update(batch, ["reference"])


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0016_gifts_are_offered_back")]
    operations = [
        migrations.AddField("donation", "reference", models.CharField(max_length=26, null=True)),
        migrations.RunPython(name, migrations.RunPython.noop),
        migrations.AlterField(
            "donation",
            "reference",
            models.CharField(default=identifiers.opaque_id, max_length=26, unique=True),
        ),
    ]
