from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class OpenDataTable(models.Model):
    """What is told of a closed year in numbers, made at once and never changed. It holds no case.

    Nobody outside reads it before a privacy reviewer approved it. A year has one approved table for good: two
    would tell by their difference. A recalled one stays away. Ends are filled in once.
    """

    year = models.PositiveSmallIntegerField()
    content: Any = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=Now())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=models.Q(superseded_at=None), name="publication_open_data_one"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by=None, recalled_at=None)
                | models.Q(approved_at__isnull=False, approved_by__isnull=False, superseded_at=None),
                name="publication_open_data_approved",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.superseded_at is None
