"""Who registered. Beside the books, so that it can go and they stay."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from payments import identifiers
from payments.models.donor import Donor


class DonorAccount(models.Model):
    """A donor who proved by a code that an e-mail address is theirs.

    `user` carries the sessions and nothing else: it has no password, no address and no right. `by_name`:
    staff may address this person by the name given at checkout. `news`: a mail when a followed story has
    news.
    """

    id = models.CharField(primary_key=True, max_length=26, default=identifiers.donation_id)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="donor_account"
    )
    donor = models.OneToOneField(Donor, on_delete=models.PROTECT, related_name="account")
    locale = models.CharField(max_length=12)
    by_name = models.BooleanField(default=False)
    news = models.BooleanField(default=True)
    opened_at = models.DateTimeField(db_default=Now())
    mailed_on = models.DateField(null=True)


class DonorFollow(models.Model):
    """A story somebody wishes to hear of, known here by its campaign alone."""

    account = models.ForeignKey(DonorAccount, on_delete=models.CASCADE, related_name="follows")
    campaign_ref = models.CharField(max_length=64)
    since = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "campaign_ref"], name="donor_follow_once")]
        indexes = [models.Index(fields=["campaign_ref"], name="donor_follow_campaign")]


class MailedCode(models.Model):
    """That a code was asked for, for an hour: by keyed hashes of the e-mail address and of the network."""

    email_key = models.CharField(max_length=64)
    network_key = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["email_key", "at"], name="mailed_code_email"),
            models.Index(fields=["network_key", "at"], name="mailed_code_network"),
            models.Index(fields=["at"], name="mailed_code_at"),
        ]
