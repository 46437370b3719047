"""What happened is neither deleted nor rewritten."""

import pytest
from django.db import connection, transaction

from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import (
    Candidate,
    CandidateContributor,
    Consent,
    LogEntry,
    PlaceLedgerEntry,
    PublicationTerm,
    PublicRecord,
    Recall,
    Release,
    SignOff,
    Withdrawal,
)
from tests.publication.stories import public_case
from tests.publication.triggers.forging import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "model",
    [
        Candidate,
        CandidateContributor,
        Consent,
        LogEntry,
        PlaceLedgerEntry,
        PublicationTerm,
        PublicRecord,
        Recall,
        Release,
        SignOff,
        Withdrawal,
    ],
)
def test_nothing_that_happened_is_deleted(model, editor, reviewer):
    term = public_case(editor, reviewer)
    recall(term.public_id, None, reviewer)
    withdraw(term.public_id, reviewer)
    table = connection.ops.quote_name(model._meta.db_table)
    with refused(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Candidate, {"public_bytes": b"{}"}),
        (Candidate, {"signers_required": 5}),
        (Candidate, {"superseded_at": None, "release": None}),
        (SignOff, {"checklist": {}}),
        (PublicationTerm, {"campaign_ref": "another"}),
        (Release, {"subject": "another"}),
        (Withdrawal, {"public_id": "another"}),
        (Recall, {"locale": "th"}),
        (LogEntry, {"verb": "nothing"}),
        (PlaceLedgerEntry, {"area": "ID"}),
        (Consent, {"locales": ["en", "id", "th", "zh-hans"]}),
    ],
)
def test_nothing_that_happened_is_rewritten(model, change, editor, reviewer):
    term = public_case(editor, reviewer)
    recall(term.public_id, None, reviewer)
    withdraw(term.public_id, reviewer)
    with refused(), transaction.atomic():
        model.objects.update(**change)
