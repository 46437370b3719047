"""Law 2, attacked past the actions: by ORM and by SQL, as somebody with a shell or an injection would."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from publication import canonical, triggers
from publication.actions import places
from publication.actions.recall import recall
from publication.actions.release import release
from publication.actions.withdraw import withdraw
from publication.models import (
    Candidate,
    CandidateContributor,
    Consent,
    LogEntry,
    Media,
    PlaceLedgerEntry,
    PublicationTerm,
    PublicRecord,
    Recall,
    RecordFacet,
    Release,
    SignOff,
    Withdrawal,
)
from tests.publication.lifting import lifted
from tests.publication.stories import (
    CHECKLIST,
    consented_term,
    frozen,
    page_story,
    public_case,
    released,
    signed,
    story,
    update_story,
)

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def term(db):
    return consented_term()


@pytest.fixture
def candidate(term, editor):
    return frozen(story(term.public_id), editor)


def test_the_control_a_signed_record_is_accepted(candidate, term, reviewer):
    signed(candidate, reviewer)
    assert forged_record(candidate, forged_release(candidate), term).pk


def test_no_record_without_a_signature(candidate, term):
    with refused():
        forged_record(candidate, forged_release(candidate), term)


def test_no_record_of_other_bytes_than_the_signed(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    other = canonical.encode(story(term.public_id, summary="Her real name is on the door."))
    with refused():
        forged_record(candidate, row, term, bytes=other, digest=canonical.digest(other))
    with refused():
        forged_record(candidate, row, term, bytes=other)


def test_no_record_under_another_id_than_the_signed(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with refused():
        forged_record(candidate, row, term, subject="anotherpublicid22222")
    with refused():
        forged_record(candidate, row, term, locale="id")


def test_no_record_while_a_second_signature_is_missing(term, editor, reviewer, second_reviewer):
    candidate = signed(frozen(story(term.public_id), editor, signers_required=2), reviewer)
    with refused():
        forged_record(candidate, forged_release(candidate), term)


def test_no_record_of_a_superseded_candidate(candidate, term, editor, reviewer):
    signed(candidate, reviewer)
    frozen(story(term.public_id, summary="Newer."), editor)
    with refused():
        forged_record(candidate, forged_release(candidate), term)


def test_no_case_without_consent_nor_with_another_persons(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with refused():
        forged_record(candidate, row, term, consent=None, term=None)
    other = consented_term()
    with refused():
        forged_record(candidate, row, term, consent=Consent.objects.get(consent_ref=other.consent_ref))
    with refused():
        forged_record(candidate, row, term, term=other)


def test_no_record_after_a_withdrawal(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    withdraw(term.public_id, None)
    with refused():
        forged_record(candidate, row, term)


def test_an_author_cannot_be_written_in_as_signer(candidate, editor):
    with refused(), transaction.atomic():
        SignOff.objects.create(
            candidate=candidate,
            digest=candidate.digest,
            review_digest=candidate.review_digest,
            reviewer=editor,
            checklist=CHECKLIST,
            reauthenticated_at=Now(),
        )


def test_a_helper_cannot_be_written_in_as_signer(term, editor, officer):
    candidate = frozen(story(term.public_id), editor, contributors=[officer.pk])
    with refused(), transaction.atomic():
        SignOff.objects.bulk_create(
            [
                SignOff(
                    candidate=candidate,
                    digest=candidate.digest,
                    review_digest=candidate.review_digest,
                    reviewer=officer,
                    checklist=CHECKLIST,
                    reauthenticated_at=Now(),
                )
            ]
        )


def test_a_signature_under_other_digests_is_refused(candidate, reviewer):
    for digest, review_digest in [("0" * 64, candidate.review_digest), (candidate.digest, "0" * 64)]:
        with refused(), transaction.atomic():
            SignOff.objects.create(
                candidate=candidate,
                digest=digest,
                review_digest=review_digest,
                reviewer=reviewer,
                checklist=CHECKLIST,
                reauthenticated_at=Now(),
            )


@pytest.mark.parametrize(
    "reauthenticated_at",
    [None, Now() - timedelta(minutes=15, seconds=1), Now() + timedelta(seconds=1)],
    ids=["never", "too long ago", "in the future"],
)
def test_who_did_not_just_prove_who_they_are_cannot_be_written_in(candidate, reviewer, reauthenticated_at):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest, "checklist": CHECKLIST}
    with refused(), transaction.atomic():
        SignOff.objects.create(
            candidate=candidate, reviewer=reviewer, reauthenticated_at=reauthenticated_at, **seen
        )
    within = Now() - timedelta(minutes=14)
    signoff = SignOff.objects.create(
        candidate=candidate, reviewer=reviewer, reauthenticated_at=within, **seen
    )
    with refused(), transaction.atomic():
        SignOff.objects.filter(pk=signoff.pk).update(reauthenticated_at=Now())


def test_a_contributor_cannot_be_made_to_vanish_or_appear_late(candidate, editor, officer, reviewer):
    with refused(), transaction.atomic():
        CandidateContributor.objects.filter(candidate=candidate).delete()
    with refused(), transaction.atomic():
        CandidateContributor.objects.filter(candidate=candidate).update(user=officer)
    signed(candidate, reviewer)
    with refused(), transaction.atomic():
        CandidateContributor.objects.create(candidate=candidate, user=officer)


def test_a_candidate_that_asks_for_nobody_is_refused(term, editor):
    content = canonical.encode(story(term.public_id))
    with refused(), transaction.atomic():
        Candidate.objects.create(
            kind="case",
            subject=term.public_id,
            locale="en",
            public_bytes=content,
            digest=canonical.digest(content),
            review_bytes=b"{}",
            review_digest=canonical.digest(b"{}"),
            signers_required=0,
            submitted_by=editor,
        )


def test_a_candidate_of_false_digest_or_name_is_refused(candidate, editor):
    fields = {
        "kind": "case",
        "subject": candidate.subject,
        "locale": "id",
        "public_bytes": canonical.encode(story(candidate.subject, "id")),
        "review_bytes": b"{}",
        "digest": canonical.digest(canonical.encode(story(candidate.subject, "id"))),
        "review_digest": canonical.digest(b"{}"),
        "submitted_by": editor,
    }
    for change in (
        {"digest": "0" * 64},
        {"review_digest": "0" * 64},
        {"locale": "th"},
        {"subject": "x" * 20},
    ):
        with refused(), transaction.atomic():
            Candidate.objects.create(**fields | change)


@pytest.mark.parametrize(
    "change",
    [
        {"bytes": b"{}"},
        {"digest": "0" * 64},
        {"locale": "id"},
        {"card": {"alias": "Somebody else"}},
        {"waiting_since": "2020-01-01"},
        {"is_source": False},
        {"consent": None},
    ],
)
def test_a_public_record_changes_only_by_a_release(change, editor, reviewer):
    public_case(editor, reviewer)
    with refused(), transaction.atomic():
        PublicRecord.objects.update(**change)


def test_an_earlier_release_cannot_be_put_back(editor, reviewer):
    term = public_case(editor, reviewer)
    first = PublicRecord.objects.get()
    public_case(editor, reviewer, term=term, summary="The second release.")
    with refused(), transaction.atomic():
        PublicRecord.objects.update(
            release=first.release,
            candidate=first.candidate,
            bytes=bytes(first.bytes),
            digest=first.digest,
            card=first.card,
        )


def test_a_used_signature_releases_nothing_else(editor, reviewer):
    public_case(editor, reviewer)
    other = Release.objects.create(kind="case", subject="x" * 20)
    with refused(), transaction.atomic():
        SignOff.objects.update(release=other)
    with refused(), transaction.atomic():
        SignOff.objects.update(release=None)


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


def test_a_recall_is_lifted_only_by_what_was_submitted_after_it(term, editor, reviewer):
    public_case(editor, reviewer, term=term)
    earlier = forged_release(signed(frozen(story(term.public_id), editor), reviewer))
    other = public_case(editor, reviewer)
    another_subject_s = Release.objects.get(subject=other.public_id)
    later = timezone.now() + timedelta(hours=1)
    for locale in ("", "en"):
        recalled = Recall.objects.create(subject=term.public_id, locale=locale, at=later)
        for row in (earlier, another_subject_s, Release.objects.create(kind="case", subject=term.public_id)):
            with refused(), transaction.atomic():
                Recall.objects.filter(pk=recalled.pk).update(lifted_by=row)
    before = Recall.objects.create(subject=term.public_id, at=timezone.now() - timedelta(hours=1))
    with refused(), transaction.atomic():
        Recall.objects.filter(pk=before.pk).update(lifted_by=another_subject_s)
    with refused(), transaction.atomic():
        # A release that no record came of.
        Recall.objects.filter(pk=before.pk).update(lifted_by=earlier)
    release_again(term, earlier)
    # The later recalls stand, so nothing shows.
    assert Recall.objects.filter(pk=before.pk).update(lifted_by=earlier) == 1


def release_again(term, row):
    """The English record as a release's own candidate makes it."""
    made = Candidate.objects.get(release=row)
    PublicRecord.objects.filter(subject=term.public_id, locale="en").update(
        release=row, candidate=made, bytes=bytes(made.public_bytes), digest=made.digest, card={}
    )


def test_a_recall_is_not_lifted_by_what_nobody_signed(term, editor, reviewer):
    public_case(editor, reviewer, term=term)
    recalled = recall(term.public_id, None, reviewer)
    unsigned = frozen(story(term.public_id, summary="Newer."), editor)
    with refused(), transaction.atomic():
        row = Release.objects.create(kind="case", subject=term.public_id)
        Candidate.objects.filter(pk=unsigned.pk).update(release=row)
        Recall.objects.filter(pk=recalled.pk).update(lifted_by=row)


def test_a_recall_of_the_whole_case_is_not_lifted_by_one_language(term, editor, reviewer):
    public_case(editor, reviewer, "en", "id", term=term)
    recalled = recall(term.public_id, None, reviewer)
    row = forged_release(signed(frozen(story(term.public_id, summary="Newer."), editor), reviewer))
    release_again(term, row)
    with refused(), transaction.atomic():
        Recall.objects.filter(pk=recalled.pk).update(lifted_by=row)
    Recall.objects.create(subject=term.public_id, locale="id")
    assert Recall.objects.filter(pk=recalled.pk).update(lifted_by=row) == 1


@pytest.mark.parametrize("at", [Now() - timedelta(days=30), Now() + timedelta(hours=1)], ids=["old", "early"])
def test_a_signature_of_another_hour_is_refused(candidate, reviewer, at):
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest, "checklist": CHECKLIST}
    with refused(), transaction.atomic():
        SignOff.objects.create(candidate=candidate, reviewer=reviewer, at=at, reauthenticated_at=at, **seen)


def test_whom_the_review_record_names_cannot_sign_though_no_row_does(term, editor, reviewer):
    public = canonical.encode(story(term.public_id))
    review = canonical.encode({"schema": 1, "contributors": sorted([editor.pk, reviewer.pk])})
    unsaid = Candidate.objects.create(
        kind="case",
        subject=term.public_id,
        locale="en",
        public_bytes=public,
        digest=canonical.digest(public),
        review_bytes=review,
        review_digest=canonical.digest(review),
        submitted_by=editor,
    )
    CandidateContributor.objects.create(candidate=unsaid, user=editor)
    with refused():
        signed(unsaid, reviewer)


def test_a_page_that_goes_by_the_id_of_a_case_would_outlast_its_withdrawal(term, editor, reviewer):
    public_case(editor, reviewer, term=term)
    with refused():
        released(page_story(term.public_id), editor, reviewer)


def test_an_update_of_one_case_is_not_released_under_another(editor, reviewer):
    mali, niran = public_case(editor, reviewer), public_case(editor, reviewer)
    released(update_story(mali.public_id, "updateofmali22222222"), editor, reviewer)
    with refused():
        released(update_story(niran.public_id, "updateofmali22222222", "id"), editor, reviewer)


def test_a_facet_that_the_bytes_do_not_hold_is_refused(editor, reviewer):
    public_case(editor, reviewer)
    with refused(), transaction.atomic():
        RecordFacet.objects.create(record=PublicRecord.objects.get(), name="media", value="f" * 64)


@pytest.mark.postgresql
def test_a_card_that_the_bytes_do_not_hold_is_refused(candidate, term, reviewer):
    signed(candidate, reviewer)
    with refused():
        forged_record(candidate, forged_release(candidate), term, card={"alias": "Somebody else"})


def test_media_are_kept_under_their_own_hash():
    with refused(), transaction.atomic():
        Media.objects.create(sha256="0" * 64, content_type="image/webp", content=b"picture")
    digest = hashlib.sha256(b"picture").hexdigest()
    assert Media.objects.create(sha256=digest, content_type="image/webp", content=b"picture").pk


@pytest.mark.postgresql
def test_the_digest_rule_holds_without_the_triggers(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with lifted("publication_record_signed", "publicrecord"), refused():
        forged_record(candidate, row, term, bytes=b"{}")


def test_the_consent_rule_holds_without_the_triggers(candidate, term, reviewer):
    signed(candidate, reviewer)
    row = forged_release(candidate)
    with lifted("publication_record_signed", "publicrecord"):
        for change in ({"consent": None}, {"term": None}):
            with refused():
                forged_record(candidate, row, term, **change)


def test_every_rule_is_in_place():
    assert triggers.missing(connection) == set()


def test_a_rule_switched_off_is_noticed():
    name = (
        "publication_record_signed"
        if connection.vendor == "postgresql"
        else "sixdegree_publication_record_signed"
    )
    table = " ON sixdegree_publication_publicrecord" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert triggers.missing(connection) == {name}


def test_a_release_of_signed_candidates_passes_all_of_it(candidate, reviewer):
    assert release([signed(candidate, reviewer)], reviewer).records.count() == 1
