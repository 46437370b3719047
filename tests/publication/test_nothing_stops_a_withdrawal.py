"""No row written beforehand lets the insert of a withdrawal or a recall fail."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from payments.models import CampaignClosure
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import LogEntry, OutboxEntry, Recall, Withdrawal
from tests.publication.stories import public_case

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]

ROWS = [
    (Withdrawal, {"public_id": "another"}),
    (Recall, {"subject": "another"}),
    (OutboxEntry, {"kind": "none", "done_at": timezone.now()}),
    (LogEntry, {"verb": "none", "subject": "none"}),
    (CampaignClosure, {"campaign_ref": "another", "kind": "closed"}),
]


def ahead(model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [model._meta.db_table])
        return cursor.fetchone()[0] + 1


@pytest.mark.parametrize(("model", "values"), ROWS)
def test_whoever_takes_the_next_ids_beforehand_is_refused(stranger, officer, editor, reviewer, model, values):
    term = public_case(editor, reviewer)
    first = ahead(model)
    with pytest.raises(DatabaseError, match="GENERATED ALWAYS"), transaction.atomic():
        model.objects.bulk_create([model(pk=first + number, **values) for number in range(9)])
    recall(term.public_id, None, officer)
    withdraw(term.public_id, officer)
    assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 410
