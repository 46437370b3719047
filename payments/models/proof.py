"""What was used up: a proof of work opens one reservation, a confirmation at the desk does one thing."""

from django.db import models


class SpentProof(models.Model):
    digest = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="spent_proof_expiry")]
