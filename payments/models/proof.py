"""Proofs of work that were used: each opens one reservation."""

from django.db import models


class SpentProof(models.Model):
    digest = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="spent_proof_expiry")]
