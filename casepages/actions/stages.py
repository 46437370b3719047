"""What is done to a stage of a journey, and by whom."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from casepages.models import Stage, StageEdit


@transaction.atomic
def word_stage(stage: Stage, by: AbstractBaseUser) -> Stage:
    """Store icon and words as they stand in memory; what is released stays as it was signed."""
    stage.save()
    StageEdit.objects.create(stage=stage, user_id=by.pk)
    return stage
