"""What was spent of a campaign on a need of its case, and the paper that proves it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from payments import identifiers
from payments.models.campaign import Campaign
from payments.models.donation import Donation


class Disbursement(models.Model):
    """`need` is an opaque code of a need. `amount` in minor units of the campaign's currency."""

    id = models.CharField(primary_key=True, max_length=26, default=identifiers.opaque_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="disbursements")
    need = models.CharField(max_length=64)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    by = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="disbursement_amount")]


class DisbursementShare(models.Model):
    """The part of a disbursement that one gift paid, oldest gifts first; without a gift, the fund's."""

    disbursement = models.ForeignKey(Disbursement, on_delete=models.PROTECT, related_name="shares")
    donation = models.ForeignKey(Donation, null=True, on_delete=models.PROTECT, related_name="shares")
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="disbursement_share_amount")]


class DisbursementDocument(models.Model):
    """The receipt of whoever was paid. Kept in the database: no address leads to it, no backup forgets it.

    Its name is not kept: names of files tell names of people.
    """

    disbursement = models.OneToOneField(Disbursement, on_delete=models.PROTECT, related_name="document")
    content = models.BinaryField()
    content_type = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField(db_default=Now())
