"""Consent that ends, is narrowed, renewed or begins anew: what the stranger sees and what Wagtail says."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casepages.models import CasePage
from publication import outbox, worker
from publication.actions import terms
from publication.actions.consents import record_consent
from publication.actions.release import release
from publication.actions.signoffs import sign
from publication.exceptions import Refusal
from publication.models import Candidate, PublicationTerm, PublicRecord, SignOff
from review.actions import submit, withdraw
from review.exceptions import Refusal as DeskRefusal
from review.models import ReleasedPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def term(draft, editor, reviewer, signs):
    """Of Sari's story, public in English."""
    signs(reviewer, submit(draft, editor).candidate)
    return PublicationTerm.objects.get()


def consent(term, after, locales=("en", "id")):
    record_consent(term, locales, ["site_api"], timezone.now() + after)
    worker.JOBS["expired"]()
    outbox.drain()


def row(page):
    return CasePage.objects.get(pk=page.pk)


def says(stranger, term):
    return stranger.get(f"/api/v1/cases/{term.public_id}/").status_code


@pytest.mark.parametrize(
    "narrower", [{"after": timedelta(seconds=-1)}, {"after": timedelta(days=9), "locales": ("id",)}]
)
def test_the_page_is_a_draft_while_its_story_is_hidden_and_live_again_as_it_was_released(
    term, draft, stranger, narrower
):
    released = row(draft).live_revision_id
    digest = PublicRecord.objects.get().digest
    assert row(draft).live and says(stranger, term) == 200
    consent(term, **narrower)
    assert not row(draft).live and says(stranger, term) == 410
    assert not ReleasedPage.objects.exists()
    consent(term, timedelta(days=30))
    assert row(draft).live and says(stranger, term) == 200
    assert row(draft).live_revision_id == released
    assert PublicRecord.objects.get().digest == digest


def test_a_draft_written_meanwhile_stays_a_draft(term, draft, editor, stranger):
    consent(term, timedelta(seconds=-1))
    newer = row(draft)
    newer.summary = "She opened a shop."
    newer.save_revision(user=editor)
    consent(term, timedelta(days=30))
    assert row(draft).summary == "She came home and sews for a living."
    assert row(draft).has_unpublished_changes
    assert "shop" not in stranger.get(f"/api/v1/cases/{term.public_id}/").content.decode()


def test_renewed_after_a_withdrawal_nothing_of_before_is_shown_or_can_be_used(
    term, draft, editor, officer, reviewer, case_file, stranger, signs
):
    before = Candidate.objects.get()
    waiting = submit(row(draft), editor).candidate
    withdraw(case_file, officer, "")
    new = terms.open_term(case_file.ref)
    record_consent(new, ["en"], ["site_api"], timezone.now() + timedelta(days=365))
    assert not {new.public_id, new.consent_ref, new.campaign_ref} & {
        term.public_id,
        term.consent_ref,
        term.campaign_ref,
    }
    for candidate in (before, waiting):
        with pytest.raises(Refusal):
            release([candidate], reviewer)
    # Before the worker set it aside, and after.
    with pytest.raises((Refusal, DeskRefusal)):
        signs(reviewer, waiting)
    outbox.drain()
    waiting.refresh_from_db()
    with pytest.raises(Refusal):
        seen = (waiting.digest, waiting.review_digest, {"worse_off": "no"})
        sign(waiting, reviewer, *seen, reauthenticated_at=timezone.now())
    assert SignOff.objects.filter(candidate=before).exists()
    assert (says(stranger, term), says(stranger, new)) == (410, 404)
    signs(reviewer, submit(row(draft), editor).candidate)
    assert (says(stranger, term), says(stranger, new)) == (410, 200)
