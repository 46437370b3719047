from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from casepages.models import CaseFile, CaseFileEdit


@transaction.atomic
def change_case_file(case_file: CaseFile, by: AbstractBaseUser) -> CaseFile:
    """Store a file and its needs as they stand in memory. What is released stays as it was signed.

    Raises ValidationError where the file or a need is wrong.
    """
    case_file.check_with_needs()
    case_file.save()
    CaseFileEdit.objects.create(case_file=case_file, user_id=by.pk, verb=CaseFileEdit.CHANGED)
    return case_file
