"""Pictures on their way to the public: looked through again, frozen, signed with the words, gone at once."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from casepages.actions import cover_picture, leave_uncovered, upload_picture
from casepages.models import CasePage, CasePicture, CasePictureEdit
from casepages.pictures import faces
from casepages.pictures.boxes import Box
from casepages.pictures.exceptions import DetectorUnavailable
from publication import canonical, derived
from publication.actions.pictures import purge_unnamed
from publication.actions.withdraw import withdraw as withdraw_term
from publication.models import LogEntry, Media, PublicRecord
from publication.verification import record_faults
from review.actions import erase, recall, sign, submit, withdraw
from review.actions.return_ import return_
from review.checklist import confirmed
from review.exceptions import CannotSign
from tests.casepages.pictures.drawings import file, landscape, somebody
from tests.kept import harmless
from tests.review.conftest import milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def illustrator(person):
    return person("ines", "Editors")


@pytest.fixture
def drawing(illustrator):
    return upload_picture(
        file(landscape((1600, 1000))),
        illustrator,
        kind="illustration",
        alt="A thread over hills",
        credit="Ines",
    )


@pytest.fixture
def portrait(illustrator):
    return upload_picture(file(somebody()), illustrator, kind="photograph", alt="Somebody by a wall")


@pytest.fixture
@harmless
def shows(draft, editor):
    def with_(cover=None, within=None):
        draft.picture = cover
        draft.milestones = [milestone(picture=within), milestone(stage="offer", heading="A promise")]
        draft.save_revision(user=editor)
        return draft

    return with_


def content(candidate):
    return json.loads(bytes(candidate.public_bytes))


def record(candidate):
    return json.loads(bytes(candidate.review_bytes))


def answer(stranger, picture):
    return stranger.get(f"/api/v1/media/{picture['sha256']}")


def test_the_signature_covers_the_exact_bytes_of_every_size(shows, drawing, editor):
    candidate = submit(shows(drawing, drawing), editor).candidate
    public = content(candidate)
    picture = public["picture"]
    assert (picture["width"], picture["height"], picture["content_type"]) == (1280, 800, "image/webp")
    assert (picture["alt"], picture["credit"]) == ("A thread over hills", "Ines")
    assert [size["width"] for size in picture["renditions"]] == [1280, 640]
    assert public["milestones"][0]["picture"] == picture
    assert public["milestones"][1]["picture"] is None
    for sha256 in derived.media(public):
        assert canonical.digest(bytes(Media.objects.get(sha256=sha256).content)) == sha256
    assert drawing.sha256 not in bytes(candidate.public_bytes).decode()
    assert drawing.ref not in bytes(candidate.public_bytes).decode()


def test_the_review_record_tells_what_looked_and_what_it_found(shows, drawing, editor):
    (entry,) = record(submit(shows(drawing), editor).candidate)["detectors"]
    assert (entry["slot"], entry["faces"], entry["detector"]) == ("cover", 0, faces.DETECTOR)
    assert set(entry["sha256"]) == {size["sha256"] for size in content_of(shows, drawing, editor)}


def content_of(shows, drawing, editor):
    return content(submit(shows(drawing), editor).candidate)["picture"]["renditions"]


def test_from_submission_to_the_stranger_and_gone_at_once(
    shows, drawing, editor, reviewer, signs, stranger, signed_in
):
    candidate = submit(shows(drawing, drawing), editor).candidate
    picture = content(candidate)["picture"]
    assert answer(stranger, picture).status_code == 404
    signs(reviewer, candidate)
    shown = answer(stranger, picture)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert canonical.digest(shown.content) == picture["sha256"]
    assert list(record_faults(PublicRecord.objects.get())) == []
    story = stranger.get(f"/en/cases/{candidate.subject}/").content.decode()
    assert f"/api/v1/media/{picture['sha256']}" in story
    assert 'alt="A thread over hills"' in story
    assert 'loading="lazy"' in story
    listed = stranger.get("/en/cases/").content.decode()
    assert picture["renditions"][-1]["sha256"] in listed
    withdraw_term(candidate.subject, None)
    for size in picture["renditions"]:
        gone = stranger.get(f"/api/v1/media/{size['sha256']}", headers={"If-None-Match": shown["ETag"]})
        assert gone.status_code == 410
    assert answer(stranger, picture).status_code == 410


def test_a_recalled_picture_is_gone_and_an_erased_one_stays_gone(
    shows, drawing, editor, reviewer, signs, stranger
):
    candidate = submit(shows(drawing), editor).candidate
    signs(reviewer, candidate)
    recall(candidate.subject, "en", reviewer, "")
    picture = content(candidate)["picture"]
    assert answer(stranger, picture).status_code == 410
    withdraw_term(candidate.subject, None)
    Media.objects.all().delete()
    assert answer(stranger, picture).status_code == 410


def test_another_picture_put_in_place_after_the_signature_changes_nothing_public(
    shows, drawing, editor, reviewer, signs, stranger
):
    candidate = submit(shows(drawing), editor).candidate
    signs(reviewer, candidate)
    picture = content(candidate)["picture"]
    before = answer(stranger, picture).content
    cover_picture(drawing.pk, drawing.sha256, [Box(0, 0, 800, 800)], editor)
    CasePicture.objects.filter(pk=drawing.pk).update(content=b"another", alt="Another", credit="Another")
    assert answer(stranger, picture).content == before
    assert "Another" not in stranger.get(f"/api/v1/cases/{candidate.subject}/").content.decode()
    CasePicture.objects.all().delete()
    assert answer(stranger, picture).content == before


def test_the_bytes_of_a_picture_cannot_be_exchanged_in_the_database(shows, drawing, editor):
    submit(shows(drawing), editor)
    for changes in (
        {"content": b"another"},
        {"content_type": "text/html"},
        {"stored_at": "2020-01-01T00:00Z"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Media.objects.update(**changes)


def test_a_face_nobody_covered_refuses_the_submission_and_freezes_nothing(shows, portrait, editor):
    state = submit(shows(within=portrait), editor)
    assert state.candidate is None
    assert "Milestone 1: A face was found in this picture." in state.comment
    assert not Media.objects.exists()


def test_a_covered_face_passes(shows, portrait, editor):
    covered = cover_picture(portrait.pk, portrait.sha256, [Box(330, 120, 220, 310)], editor)
    candidate = submit(shows(covered), editor).candidate
    assert record(candidate)["detectors"][0]["faces"] == 0


def test_what_the_upload_said_is_not_believed_at_submission(shows, portrait, editor):
    CasePicture.objects.update(faces=[], covers=[])
    portrait.refresh_from_db()
    assert submit(shows(portrait), editor).candidate is None


def test_a_face_left_uncovered_holds_the_signature(shows, portrait, editor, reviewer, signs):
    left = leave_uncovered(portrait.pk, portrait.sha256, "consented", editor)
    candidate = submit(shows(left), editor).candidate
    (held,) = [one for one in record(candidate)["findings"] if one["severity"] == "hold"]
    assert held["code"] == "picture-face-shown"
    assert "agreed, in writing" in held["message"]
    assert "found" in held["detail"]
    assert record(candidate)["detectors"][0]["exception"] == "consented"
    with pytest.raises(CannotSign, match="holds this text back"):
        signs(reviewer, candidate)
    assert not PublicRecord.objects.exists()
    answers = {**confirmed(candidate), "overrides": {held["key"]: "Her consent is in the file, page 2."}}
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
    sign(candidate.pk, reviewer, answers, **seen, reauthenticated_at=timezone.now())
    assert PublicRecord.objects.exists()


@pytest.mark.parametrize("sentence", ["Nothing looked for faces here.", "The detector crashed."])
def test_where_nothing_looked_the_submission_is_refused(shows, drawing, editor, monkeypatch, sentence):
    def unavailable(content):
        raise DetectorUnavailable(sentence)

    monkeypatch.setattr(faces, "find", unavailable)
    state = submit(shows(drawing), editor)
    assert state.candidate is None
    assert sentence in state.comment


def test_who_uploaded_or_covered_a_picture_does_not_sign_it(
    shows, drawing, editor, illustrator, person, signs
):
    hand = person("hanna", "Editors")
    covered = cover_picture(drawing.pk, drawing.sha256, [Box(0, 0, 90, 90)], hand)
    candidate = submit(shows(covered), editor).candidate
    assert {illustrator.pk, hand.pk} <= set(record(candidate)["contributors"])
    assert {illustrator.pk, hand.pk} <= set(candidate.contributors.values_list("user_id", flat=True))


def test_pictures_are_confirmed_by_a_question_of_their_own(shows, drawing, editor, reviewer, signs):
    candidate = submit(shows(drawing), editor).candidate
    answers = {name: value for name, value in confirmed(candidate).items() if name != "pictures_show_nobody"}
    seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
    with pytest.raises(CannotSign, match="every line"):
        sign(candidate.pk, reviewer, answers, **seen, reauthenticated_at=timezone.now())


def test_the_reviewer_alone_sees_a_candidates_pictures(
    shows, drawing, editor, reviewer, finance_officer, signed_in, stranger
):
    candidate = submit(shows(drawing), editor).candidate
    picture = content(candidate)["picture"]
    address = reverse("review_desk:picture", args=[candidate.pk, picture["sha256"]])
    shown = signed_in(reviewer).get(address)
    assert canonical.digest(shown.content) == picture["sha256"]
    assert "no-store" in shown["Cache-Control"]
    document = signed_in(reviewer).get(reverse("review_desk:document", args=[candidate.pk]))
    assert address in document.content.decode()
    assert "img-src 'self' data:" in document["Content-Security-Policy"]
    page = signed_in(reviewer).get(reverse("review_desk:candidate", args=[candidate.pk])).content.decode()
    assert faces.DETECTOR in page
    assert signed_in(editor).get(address).status_code in (302, 403)
    assert signed_in(finance_officer).get(address).status_code in (302, 403)
    assert stranger.get(address).status_code == 302
    other = reverse("review_desk:picture", args=[candidate.pk, "0" * 64])
    assert signed_in(reviewer).get(other).status_code == 404


def test_each_picture_of_a_candidate_that_is_looked_at_is_noted(shows, drawing, editor, reviewer, signed_in):
    candidate = submit(shows(drawing), editor).candidate
    large, small = (size["sha256"] for size in content(candidate)["picture"]["renditions"])
    for sha256 in (large, small, large, "0" * 64):
        signed_in(reviewer).get(reverse("review_desk:picture", args=[candidate.pk, sha256]))
        signed_in(editor).get(reverse("review_desk:picture", args=[candidate.pk, sha256]))
    looks = LogEntry.objects.filter(verb="candidate.view").order_by("pk")
    assert {look.actor for look in looks} == {str(reviewer.pk)}
    assert [look.detail for look in looks] == [
        {"seen": "picture", "picture": sha256, "digest": candidate.digest} for sha256 in (large, small)
    ]


def test_pictures_of_what_was_returned_or_replaced_are_deleted(shows, drawing, editor, reviewer, signs):
    released = submit(shows(drawing), editor).candidate
    signs(reviewer, released)
    kept = derived.media(content(released))
    other = upload_picture(file(landscape((700, 500))), editor, kind="illustration", alt="Other hills")
    returned = submit(shows(other), editor).candidate
    assert purge_unnamed() == 0
    return_(returned.pk, reviewer, "Another picture, please.")
    assert purge_unnamed() == len(derived.media(content(returned)))
    assert set(Media.objects.values_list("sha256", flat=True)) == kept


def test_a_translation_shows_the_sources_picture_in_its_own_words(
    shows, drawing, editor, reviewer, signs, stranger
):
    draft = shows(drawing)
    signs(reviewer, submit(draft, editor).candidate)
    indonesian = Locale.objects.get_or_create(language_code="id")[0]
    draft.get_parent().specific.copy_for_translation(indonesian)
    page = draft.copy_for_translation(indonesian)
    page.summary = "Dia pulang."
    page.save_revision(user=editor)
    assert "Describe what the picture shows" in submit(page, editor).comment
    page.picture_alt = "Benang di atas bukit"
    page.picture = None
    page.save_revision(user=editor)
    candidate = submit(page, editor).candidate
    assert candidate is not None, page.current_workflow_state.current_task_state.comment
    source = content_of_released(draft)
    told = content(candidate)["picture"]
    assert told == {**source, "alt": "Benang di atas bukit"}
    assert record(candidate)["detectors"][0]["slot"] == "cover"


def content_of_released(draft):
    return json.loads(bytes(PublicRecord.objects.get(locale="en").bytes))["picture"]


def test_a_preview_shows_the_draft_without_storing_a_picture(shows, drawing, editor, signed_in):
    draft = shows(drawing)
    from django.test import RequestFactory

    from review.previews.renderer import render_preview

    page = render_preview(draft.get_latest_revision_as_object(), RequestFactory().get("/")).content.decode()
    assert 'src="data:image/webp;base64,' in page
    assert not Media.objects.exists()


def test_words_beside_a_picture_are_checked_like_the_story(shows, drawing, editor):
    draft = shows(drawing)
    draft.picture_alt = "Call 0812 5550 1234"
    draft.save_revision(user=editor)
    state = submit(draft, editor)
    assert state.candidate is None
    assert "Picture" in state.comment


def test_an_erased_case_leaves_no_picture_and_no_hand_in_one_and_another_case_keeps_its_own(
    shows, drawing, editor, officer, reviewer, signs, illustrator, index
):
    draft = shows(drawing)
    signs(reviewer, submit(draft, editor).candidate)
    inside = upload_picture(file(landscape((800, 600))), illustrator, kind="illustration", alt="A river")
    shared = upload_picture(file(landscape((700, 600))), illustrator, kind="illustration", alt="A field")
    shows(inside, shared)
    other = index.add_child(instance=CasePage(title="Narin", owner=editor, picture=shared))
    other.save_revision(user=editor)
    withdraw(draft.case_file, officer, "")
    counts = erase(draft.case_file, officer)
    assert counts["case-pictures"] == 2
    assert list(CasePicture.objects.values_list("pk", flat=True)) == [shared.pk]
    assert not CasePictureEdit.objects.exclude(picture=shared).exists()
    assert not Media.objects.exists()
