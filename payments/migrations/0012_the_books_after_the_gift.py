"""Refunds, disputes, payouts, the fund and what is spent: rows beside the ledger, and what is left of a gift."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

import payments.identifiers


class Migration(migrations.Migration):

    dependencies = [
        ('sixdegree_payments', '0011_events_are_closed_by_a_person'),
    ]

    operations = [
        migrations.CreateModel(
            name='Disbursement',
            fields=[
                ('id', models.CharField(default=payments.identifiers.opaque_id, max_length=26, primary_key=True, serialize=False)),
                ('need', models.CharField(max_length=64)),
                ('amount', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('by', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='DisbursementDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('content_type', models.CharField(max_length=32)),
                ('digest', models.CharField(max_length=64)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='DisbursementShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', models.CharField(max_length=255, unique=True)),
                ('amount', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('status', models.CharField(choices=[('needs_response', 'Needs Response'), ('under_review', 'Under Review'), ('won', 'Won'), ('lost', 'Lost')], max_length=16)),
                ('reason', models.CharField(blank=True, max_length=64)),
                ('withdrawn', models.BooleanField(default=False)),
                ('borne_by', models.CharField(blank=True, max_length=32)),
                ('evidence_due_by', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed_at', models.DateTimeField(null=True)),
                ('answered_by', models.CharField(blank=True, max_length=64)),
                ('answered_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='FundBalance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fund', models.CharField(max_length=64)),
                ('currency', models.CharField(max_length=3)),
                ('amount', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='FundCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('promised', models.BigIntegerField()),
                ('met', models.BigIntegerField(db_default=0, default=0)),
                ('committed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='FundExchange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_currency', models.CharField(max_length=3)),
                ('from_amount', models.BigIntegerField()),
                ('to_currency', models.CharField(max_length=3)),
                ('to_amount', models.BigIntegerField()),
                ('rate', models.DecimalField(decimal_places=10, max_digits=20)),
                ('by', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Payout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider_id', models.CharField(max_length=255, unique=True)),
                ('amount', models.BigIntegerField()),
                ('currency', models.CharField(max_length=3)),
                ('status', models.CharField(choices=[('pending', 'Pending'), ('in_transit', 'In Transit'), ('paid', 'Paid'), ('failed', 'Failed'), ('canceled', 'Canceled')], max_length=10)),
                ('arrival_date', models.DateField()),
                ('failure', models.CharField(blank=True, max_length=64)),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.CharField(default=payments.identifiers.opaque_id, max_length=26, primary_key=True, serialize=False)),
                ('amount', models.BigIntegerField()),
                ('fee_cover', models.BigIntegerField(db_default=0, default=0)),
                ('currency', models.CharField(max_length=3)),
                ('state', models.CharField(choices=[('requested', 'Requested'), ('pending', 'Pending'), ('succeeded', 'Succeeded'), ('failed', 'Failed')], default='requested', max_length=9)),
                ('by', models.CharField(max_length=64)),
                ('reason', models.TextField(blank=True)),
                ('provider_id', models.CharField(max_length=255, null=True, unique=True)),
                ('failure', models.CharField(blank=True, max_length=64)),
                ('requested_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('asked_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='donation',
            name='counted',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='donation',
            name='disbursed',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='donation',
            name='refunded',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='ledgertransaction',
            name='by',
            field=models.CharField(blank=True, db_default='', max_length=64),
        ),
        migrations.AddField(
            model_name='ledgertransaction',
            name='reason',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AlterField(
            model_name='ledgertransaction',
            name='donation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ledger_transactions', to='sixdegree_payments.donation'),
        ),
        migrations.AlterField(
            model_name='ledgertransaction',
            name='kind',
            field=models.CharField(choices=[('gift', 'Gift'), ('settlement', 'Settlement'), ('refund', 'Refund'), ('refund_failed', 'Refund Failed'), ('dispute', 'Dispute'), ('dispute_won', 'Dispute Won'), ('payout', 'Payout'), ('payout_failed', 'Payout Failed'), ('to_fund', 'To Fund'), ('meet', 'Meet'), ('exchange', 'Exchange'), ('disbursement', 'Disbursement'), ('correction', 'Correction')], max_length=16),
        ),
        migrations.AddConstraint(
            model_name='donation',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', django.db.models.expressions.CombinedExpression(models.F('refunded'), '+', models.F('disbursed'))), ('counted__gte', 0), ('counted__lte', models.F('amount')), ('disbursed__gte', 0), ('disbursed__lte', models.F('counted')), ('refunded__gte', 0)), name='donation_parts'),
        ),
        migrations.AddConstraint(
            model_name='donation',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'paid'), models.Q(('counted', 0), ('disbursed', 0), ('refunded', 0)), _connector='OR'), name='donation_parts_paid'),
        ),
        migrations.AddField(
            model_name='disbursement',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disbursements', to='sixdegree_payments.campaign'),
        ),
        migrations.AddField(
            model_name='disbursementdocument',
            name='disbursement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='document', to='sixdegree_payments.disbursement'),
        ),
        migrations.AddField(
            model_name='disbursementshare',
            name='disbursement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='sixdegree_payments.disbursement'),
        ),
        migrations.AddField(
            model_name='disbursementshare',
            name='donation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='sixdegree_payments.donation'),
        ),
        migrations.AddField(
            model_name='dispute',
            name='donation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='sixdegree_payments.donation'),
        ),
        migrations.AddConstraint(
            model_name='fundbalance',
            constraint=models.UniqueConstraint(fields=('fund', 'currency'), name='fund_balance_once'),
        ),
        migrations.AddConstraint(
            model_name='fundbalance',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='fund_balance_not_negative'),
        ),
        migrations.AddField(
            model_name='fundcommitment',
            name='campaign',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='commitment', to='sixdegree_payments.campaign'),
        ),
        migrations.AddField(
            model_name='fundcommitment',
            name='fund',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='sixdegree_payments.campaign'),
        ),
        migrations.AddField(
            model_name='fundexchange',
            name='fund',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exchanges', to='sixdegree_payments.campaign'),
        ),
        migrations.AddConstraint(
            model_name='payout',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payout_amount'),
        ),
        migrations.AddField(
            model_name='refund',
            name='donation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='sixdegree_payments.donation'),
        ),
        migrations.AddConstraint(
            model_name='disbursement',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='disbursement_amount'),
        ),
        migrations.AddConstraint(
            model_name='disbursementshare',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='disbursement_share_amount'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('status', 'needs_response')), fields=['evidence_due_by'], name='dispute_unanswered'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='dispute_amount'),
        ),
        migrations.AddConstraint(
            model_name='fundcommitment',
            constraint=models.CheckConstraint(condition=models.Q(('met__gte', 0), ('met__lte', models.F('promised'))), name='commitment_met'),
        ),
        migrations.AddConstraint(
            model_name='fundexchange',
            constraint=models.CheckConstraint(condition=models.Q(('from_amount__gt', 0), ('rate__gt', 0), ('to_amount__gt', 0), models.Q(('from_currency', models.F('to_currency')), _negated=True)), name='fund_exchange_amounts'),
        ),
        migrations.AddIndex(
            model_name='refund',
            index=models.Index(condition=models.Q(('state', 'requested')), fields=['requested_at'], name='refund_unasked'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), ('fee_cover__gte', 0), models.Q(('amount', 0), ('fee_cover', 0), _negated=True)), name='refund_amount'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('provider_id__isnull', True), ('state', 'requested')), ('state', 'failed'), models.Q(('provider_id__isnull', False), ('state__in', ['pending', 'succeeded'])), _connector='OR'), name='refund_state'),
        ),
    ]
