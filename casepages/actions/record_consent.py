from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from casepages.models import CaseFileEdit, ConsentRecord


@transaction.atomic
def record_consent(record: ConsentRecord, by: AbstractBaseUser) -> ConsentRecord:
    """Add a record to its file; the newest counts, older ones stay as they were.

    Raises ValidationError where dates, languages or channels are wrong.
    """
    record.pk = None
    record.recorded_by_id = by.pk
    record.full_clean()
    record.save(force_insert=True)
    CaseFileEdit.objects.create(case_file=record.case_file, user_id=by.pk, verb=CaseFileEdit.CONSENT)
    return record
