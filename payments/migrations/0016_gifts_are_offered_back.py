"""Donors of a closed campaign choose once, and what cannot be delivered is given up in sight."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION sixdegree_payments_offer_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what became of a gift is chosen once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER sixdegree_payments_offer_final BEFORE UPDATE ON sixdegree_payments_offer FOR EACH ROW
    WHEN (
        (NEW.donation_id, NEW.offered_at) IS DISTINCT FROM (OLD.donation_id, OLD.offered_at)
        OR (OLD.answer <> '' AND (NEW.answer, NEW.by, NEW.answered_at)
            IS DISTINCT FROM (OLD.answer, OLD.by, OLD.answered_at))
    )
    EXECUTE FUNCTION sixdegree_payments_offer_final();
CREATE TRIGGER sixdegree_payments_offer_kept BEFORE DELETE
    ON sixdegree_payments_offer FOR EACH ROW EXECUTE FUNCTION sixdegree_payments_refuse();
CREATE TRIGGER sixdegree_payments_offer_not_emptied BEFORE TRUNCATE
    ON sixdegree_payments_offer FOR EACH STATEMENT EXECUTE FUNCTION sixdegree_payments_not_emptied();
"""
BACKWARDS = """
DROP TRIGGER sixdegree_payments_offer_final ON sixdegree_payments_offer;
DROP TRIGGER sixdegree_payments_offer_kept ON sixdegree_payments_offer;
DROP TRIGGER sixdegree_payments_offer_not_emptied ON sixdegree_payments_offer;
DROP FUNCTION sixdegree_payments_offer_final();
"""


def run(sql):
    def operation(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql, params=None)

    return operation


class Migration(migrations.Migration):
    dependencies = [("sixdegree_payments", "0015_reconciliations_are_kept")]
    operations = [
        migrations.AddField(
            model_name="outboxentry", name="failed_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddIndex(
            model_name="outboxentry",
            index=models.Index(
                condition=models.Q(("failed_at__isnull", False)),
                fields=["failed_at"],
                name="payments_outbox_failed",
            ),
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "donation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="offer",
                        serialize=False,
                        to="sixdegree_payments.donation",
                    ),
                ),
                (
                    "offered_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("due_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("fund", "Fund"), ("refund", "Refund")], max_length=8
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        blank=True, choices=[("donor", "Donor"), ("rule", "Rule")], max_length=8
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answer", "")), fields=["due_at"], name="offer_unanswered"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("by", ""),
                                ("done_at__isnull", True),
                            ),
                            models.Q(
                                ("answer__in", ["fund", "refund"]),
                                ("answered_at__isnull", False),
                                ("by__in", ["donor", "rule"]),
                            ),
                            _connector="OR",
                        ),
                        name="offer_answer",
                    )
                ],
            },
        ),
        migrations.RunPython(run(FORWARDS), run(BACKWARDS)),
    ]
