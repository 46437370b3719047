"""Rows as somebody with a shell or an injection would write them, past the actions."""

import json

import pytest
from django.db import IntegrityError, transaction

from publication.actions import places
from publication.models import Candidate, Consent, PublicationTerm, PublicRecord, Release, SignOff


def refused():
    return pytest.raises(IntegrityError)


def forged_record(candidate, release_row, term, /, **changes):
    """A record row as an attacker would write it, correct in all that is not being attacked."""
    consent = Consent.objects.get(consent_ref=term.consent_ref)
    fields = {
        "kind": "case",
        "subject": candidate.subject,
        "locale": candidate.locale,
        "is_source": True,
        "bytes": bytes(candidate.public_bytes),
        "digest": candidate.digest,
        "candidate": candidate,
        "release": release_row,
        "term": term,
        "consent": consent,
        "released_at": release_row.released_at,
        "waiting_since": "2026-01-10",
        "status": "open",
    }
    with transaction.atomic():
        return PublicRecord.objects.create(**fields | changes)


def forged_release(candidate):
    """A release row with the candidate, its sign-offs and places bound to it, as the action binds them."""
    row = Release.objects.create(kind=candidate.kind, subject=candidate.subject)
    Candidate.objects.filter(pk=candidate.pk).update(release=row)
    SignOff.objects.filter(candidate=candidate).update(release=row)
    term = PublicationTerm.objects.get(public_id=candidate.subject)
    places.enter(term, candidate, json.loads(bytes(candidate.public_bytes)))
    return row


def release_again(term, row):
    """The English record as a release's own candidate makes it."""
    made = Candidate.objects.get(release=row)
    PublicRecord.objects.filter(subject=term.public_id, locale="en").update(
        release=row, candidate=made, bytes=bytes(made.public_bytes), digest=made.digest, card={}
    )
