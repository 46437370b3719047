"""Of an event its ids and figures are kept, and a digest of what came: nobody has to be erased from it."""

import hashlib

from django.db import migrations, models

from payments.redaction import reduced

BATCH = 500


def reduce(apps, schema_editor):
    events = apps.get_model("sixdegree_payments", "ProviderEvent").objects.using(schema_editor.connection.alias)
    while batch := list(events.filter(digest="").exclude(body="")[:BATCH]):
        for event in batch:
            event.digest = hashlib.sha256(event.body.encode()).hexdigest()
            event.body = reduced(event.body)
        events.bulk_update(batch, ["digest", "body"])


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0018_gifts_every_month")]
    operations = [
        migrations.AddField(
            "providerevent", "digest", models.CharField(blank=True, db_default="", max_length=64)
        ),
        migrations.RunPython(reduce, migrations.RunPython.noop),
    ]
