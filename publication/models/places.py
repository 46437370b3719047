from django.db import models

from publication.models.candidates import Candidate


class PlaceLedgerEntry(models.Model):
    """An area that became public for one part of a case's story, in whatever term and language. Never undone.

    `slot` is `origin` or a milestone's id; `position` counts the entries of the case from 1 without a gap.
    A slot's newest entry is the area it was last released with.
    """

    case_ref = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    slot = models.CharField(max_length=64)
    area = models.CharField(max_length=32)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="places")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_ref", "position"], name="publication_place_position")
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.area}"
