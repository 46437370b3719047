"""Who worded a stage is kept in a row of its own; of the stages there are, from Wagtail's log."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def from_the_log(apps: Any, schema_editor: Any) -> None:
    edits = apps.get_model("sixdegree_casepages", "StageEdit")._default_manager
    logged = apps.get_model("wagtailcore", "ModelLogEntry")._default_manager.filter(
        content_type__app_label="sixdegree_casepages",
        content_type__model="stage",
        action__in=("wagtail.create", "wagtail.edit"),
    )
    for stage in apps.get_model("sixdegree_casepages", "Stage")._default_manager.all():
        users = logged.filter(object_id=str(stage.pk)).exclude(user=None).values_list("user_id", flat=True)
        edits.bulk_create(edits.model(stage=stage, user_id=user) for user in set(users))


class Migration(migrations.Migration):
    dependencies = [
        ("sixdegree_casepages", "0008_a_stage_s_code_is_drawn"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="StageEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edits",
                        to="sixdegree_casepages.stage",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "edit of a stage",
                "verbose_name_plural": "edits of stages",
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.RunPython(from_the_log, migrations.RunPython.noop),
    ]
