from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from casepages.models import CaseFile, CaseFileEdit


@transaction.atomic
def open_case_file(case_file: CaseFile, by: AbstractBaseUser) -> CaseFile:
    """Store a new file with its needs (`CaseFile(currency="USD", needs=[Need(…), …])`).

    Raises ValidationError where the file or a need is wrong.
    """
    case_file.created_by_id = by.pk
    case_file.check_with_needs()
    case_file.save()
    CaseFileEdit.objects.create(case_file=case_file, user_id=by.pk, verb=CaseFileEdit.OPENED)
    return case_file
