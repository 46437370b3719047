"""What Wagtail's commands throw away is not what was signed."""

from django.core.management import call_command

from publication.models import PublicRecord
from publication.verification import record_faults
from tests.attacks.stranger import sees
from tests.attacks.world import Case, word


def test_purging_revisions_leaves_what_was_signed_and_what_proves_it(world):
    secret = word("evidence", "purged")
    page = Case(world).submittable(secret)
    record = world.release(page)
    before = bytes(record.candidate.public_bytes)
    call_command("purge_revisions", verbosity=0)
    record = PublicRecord.objects.get(pk=record.pk)
    assert bytes(record.candidate.public_bytes) == before
    assert list(record_faults(record)) == []
    assert sees(world.stranger, secret) != []
