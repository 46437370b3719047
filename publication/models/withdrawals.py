from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from publication.models.records import Release


class Withdrawal(models.Model):
    """A survivor took consent back. One INSERT, no foreign key, no uniqueness: it waits on no lock.

    Triggers close the campaign and queue the follow-up; readers anti-join this table.
    """

    public_id = models.CharField(max_length=32, db_index=True)
    at = models.DateTimeField(db_default=Now())


class WithdrawalReason(models.Model):
    """Why, and through whom. Private: read by case officers alone."""

    withdrawal = models.OneToOneField(Withdrawal, models.CASCADE, related_name="reason")
    reason = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )


class Recall(models.Model):
    """A release was a mistake. Hides one record, or with no locale the whole subject and its updates.

    Ends when a release of what it names lifts it.
    """

    subject = models.CharField(max_length=32, db_index=True)
    locale = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField(db_default=Now())
    lifted_by = models.ForeignKey(Release, models.PROTECT, null=True, related_name="lifted")


class RecallReason(models.Model):
    """Why, and through whom. Private: read by the desk alone."""

    recall = models.OneToOneField(Recall, models.CASCADE, related_name="reason")
    reason = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
