"""Who gave. The identity has a table of its own, so that it can be erased and the count of people kept."""

from django.db import models
from django.db.models.functions import Now


class Donor(models.Model):
    """One person, known by the keyed hash of the e-mail address given at checkout."""

    email_hash = models.CharField(max_length=64, unique=True)
    first_seen_at = models.DateTimeField(db_default=Now())


class DonorIdentity(models.Model):
    donor = models.OneToOneField(Donor, on_delete=models.CASCADE, related_name="identity")
    email = models.EmailField(max_length=320)
    name = models.CharField(max_length=255, blank=True)
