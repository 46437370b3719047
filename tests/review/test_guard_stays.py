"""The guard cannot be talked out of what it guards: neither a page type nor a page leaves it."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import Page

from casepages.models import CaseIndexPage, CasePage, CaseUpdate
from publication import canonical
from publication.models import Candidate, OutboxEntry
from review.actions import submit
from review.guard import types
from review.models import GuardedType

pytestmark = pytest.mark.django_db


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture(autouse=True)
def guarded():
    types.install()


def of(model):
    return GuardedType.objects.filter(content_type=ContentType.objects.get_for_model(model))


@pytest.mark.parametrize("model", [CasePage, CaseUpdate])
def test_a_guarded_page_type_stays_guarded(model):
    assert of(model).exists()
    refused(of(model).delete)
    refused(lambda: of(model).update(kind="page"))
    refused(ContentType.objects.get_for_model(model).delete)


def test_it_may_be_written_down_again():
    types.install()
    assert of(CasePage).get().kind == "case"


def test_no_page_leaves_its_guarded_type(draft):
    plain = ContentType.objects.get_for_model(Page)
    refused(lambda: Page.objects.filter(pk=draft.pk).update(content_type=plain))
    refused(lambda: Page.objects.filter(pk=draft.pk).update(content_type=plain, live=True))


def test_a_page_of_another_type_may_change_its_own(index):
    other = Page.get_first_root_node().add_child(instance=CaseIndexPage(title="Drawer"))
    plain = ContentType.objects.get_for_model(Page)
    assert Page.objects.filter(pk=other.pk).update(content_type=plain) == 1


def test_no_submission_is_of_a_time_to_come(draft, editor):
    candidate = submit(draft, editor).candidate
    draft.current_workflow_state.cancel(user=editor)
    same = ("kind", "subject", "locale", "public_bytes", "digest", "review_bytes", "review_digest")
    later = Candidate(
        **{name: getattr(candidate, name) for name in same},
        signers_required=candidate.signers_required,
        submitted_by=editor,
        submitted_at=timezone.now() + timedelta(days=1),
    )
    assert canonical.digest(bytes(later.public_bytes)) == later.digest
    refused(later.save)
    later.submitted_at = timezone.now()
    later.save()


def test_what_still_has_to_be_done_is_neither_rewritten_nor_lost():
    entry = OutboxEntry.objects.create(kind="withdrawal", payload={"public_id": "a" * 20})
    rows = OutboxEntry.objects.filter(pk=entry.pk)
    refused(rows.delete)
    refused(lambda: rows.update(payload={"public_id": "b" * 20}))
    refused(lambda: rows.update(kind="release"))
    rows.update(done_at=timezone.now())
    rows.delete()
