"""What an officer writes: the file, and the consent both as it was given and as the public side obeys it."""

from datetime import UTC, date, datetime, time

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from casepages import actions as casepages
from casepages.models import CaseFile, ConsentRecord
from publication.actions import consents, terms


@transaction.atomic
def open_case(case_file: CaseFile, consent: ConsentRecord | None, by: AbstractBaseUser) -> CaseFile:
    """Store a new file with its needs, and the consent in both places.

    Raises ValidationError where file, need or consent is wrong.
    """
    casepages.open_case_file(case_file, by)
    if consent:
        record_consent(case_file, consent, by)
    return case_file


@transaction.atomic
def record_consent(case_file: CaseFile, consent: ConsentRecord, by: AbstractBaseUser) -> None:
    """Keep how consent was given, privately, and tell the public side its scope and end under opaque ids.

    One transaction, so that the two never disagree. A file whose last consent was withdrawn gets a new term.
    Raises ValidationError where the record is wrong.
    """
    consent.case_file = case_file
    casepages.record_consent(consent, by)
    if consent.channels or terms.current_term(case_file.ref):
        term = terms.open_term(case_file.ref, by)
        consents.record_consent(term, consent.locales, consent.channels, start_of(consent.expires_on), by)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
