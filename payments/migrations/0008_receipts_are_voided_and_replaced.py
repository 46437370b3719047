"""A donation may have several receipts, one of them valid. Those issued so far are for the whole gift."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

FORWARDS = """
CREATE TRIGGER sixdegree_payments_receiptvoid_immutable BEFORE UPDATE OR DELETE
    ON sixdegree_payments_receiptvoid FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_receiptvoid_not_emptied BEFORE TRUNCATE
    ON sixdegree_payments_receiptvoid FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_payments_not_emptied();
"""
BACKWARDS = """
DROP TRIGGER sixdegree_payments_receiptvoid_immutable ON sixdegree_payments_receiptvoid;
DROP TRIGGER sixdegree_payments_receiptvoid_not_emptied ON sixdegree_payments_receiptvoid;
"""
IMMUTABLE = "ALTER TABLE sixdegree_payments_receipt {} TRIGGER sixdegree_payments_receipt_immutable"


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


def whole_gifts(apps, schema_editor):
    donations = apps.get_model("sixdegree_payments", "Donation").objects.filter(pk=OuterRef("donation"))
    receipts = apps.get_model("sixdegree_payments", "Receipt").objects
    receipts.update(amount=Subquery(donations.values("amount")[:1]))


def mails_name_receipts(apps, schema_editor):
    """Those that wait named the donation."""
    receipts = apps.get_model("sixdegree_payments", "Receipt").objects
    for entry in apps.get_model("sixdegree_payments", "OutboxEntry").objects.filter(
        kind="receipt_mail", done_at=None
    ):
        entry.payload = {"receipt": receipts.get(donation=entry.payload["donation"]).pk}
        entry.save(update_fields=["payload"])


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0007_what_is_published_of_gifts_is_figures")]
    operations = [
        migrations.AlterField(
            model_name="receipt",
            name="donation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="sixdegree_payments.donation",
            ),
        ),
        migrations.AddField(
            model_name="receipt", name="amount", field=models.BigIntegerField(null=True)
        ),
        migrations.RunPython(run(IMMUTABLE.format("DISABLE")), run(IMMUTABLE.format("ENABLE"))),
        migrations.RunPython(whole_gifts, migrations.RunPython.noop),
        migrations.RunPython(mails_name_receipts, migrations.RunPython.noop),
        migrations.RunPython(run(IMMUTABLE.format("ENABLE")), run(IMMUTABLE.format("DISABLE"))),
        migrations.AlterField(
            model_name="receipt", name="amount", field=models.BigIntegerField()
        ),
        migrations.CreateModel(
            name="ReceiptVoid",
            fields=[
                (
                    "receipt",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="void",
                        serialize=False,
                        to="sixdegree_payments.receipt",
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[("given_back", "Given Back"), ("mistake", "Mistake")], max_length=16
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("replace", models.BooleanField()),
                ("by", models.CharField(max_length=64)),
                (
                    "voided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.AddField(
            model_name="receipt",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacement",
                to="sixdegree_payments.receiptvoid",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)), fields=("donation",), name="receipt_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="receipt_amount"),
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
