"""When the first gift missing from the published figures was counted: those that are missing now begin now."""

from django.db import migrations, models
from django.db.models import F
from django.utils import timezone


def begin(apps, schema_editor):
    campaigns = apps.get_model("sixdegree_payments", "Campaign").objects.using(schema_editor.connection.alias)
    campaigns.exclude(gifts=F("snapshot__gifts")).update(unpublished_since=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0002_money_is_guarded")]
    operations = [
        migrations.AddField("campaign", "unpublished_since", models.DateTimeField(null=True)),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
