"""Law 5 at submission and at the desk: what was public of a place is kept, coarsened, or openly corrected."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, TaskState

from casepages.models import CasePage, ConsentRecord
from publication.actions.terms import current_term
from publication.exceptions import ReleaseRefused
from publication.models import Candidate, PublicRecord
from publication.readers.places import released_places
from review.actions import submit, withdraw
from review.actions.case_files import record_consent
from tests.kept import harmless
from tests.review.conftest import area, milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_out(editor, reviewer, second_reviewer, person, signs):
    """Submits the newest draft and has it signed by as many reviewers as it asks for."""
    third = person("rosa", "Privacy reviewers")

    def put_out(page):
        candidate = submit(page, editor).candidate
        for user in (reviewer, second_reviewer, third)[: candidate.signers_required]:
            signs(user, candidate)
        assert PublicRecord.objects.filter(candidate=candidate).exists()
        return candidate

    return put_out


@pytest.fixture
@harmless
def placed(editor):
    """Saves the page with its second milestone in another area."""

    def placed(page, code, **changes):
        page.milestones[1].value["area"] = code
        for name, value in changes.items():
            page.milestones[1].value[name] = value
        page.save_revision(user=editor)
        return page

    return placed


def review(candidate):
    return json.loads(bytes(candidate.review_bytes))


def codes(candidate):
    """What was found of places; what few share and what no text may say are other checks'."""
    found = [finding["code"] for finding in review(candidate)["findings"]]
    return [code for code in found if code not in ("combination-rare", "protected-terms-missing")]


@pytest.fixture
def in_indonesia(draft, placed, put_out):
    """Sari's story, public, with its second part in Indonesia and no more."""
    put_out(placed(draft, "ID"))
    return CasePage.objects.get(pk=draft.pk)


def test_a_finer_place_is_refused_with_the_milestone_the_public_area_and_the_cure(
    in_indonesia, placed, editor
):
    state = submit(placed(in_indonesia, area("East Java")), editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert (
        "Milestone 2: East Java, Indonesia lies inside Indonesia, which was made public for “A promise” "
        "already. Keep Indonesia, or choose a larger area."
    ) in state.comment
    assert Candidate.objects.filter(superseded_at=None, release=None).count() == 0


def test_the_same_and_a_coarser_place_pass_at_one_signature(draft, placed, put_out, editor):
    put_out(draft)
    again = submit(draft, editor).candidate
    assert (again.signers_required, codes(again)) == (1, [])
    coarser = put_out(placed(draft, "ID"))
    assert (coarser.signers_required, codes(coarser)) == (1, [])


def test_what_was_coarsened_is_not_refined_again_and_the_cure_is_the_largest(draft, placed, put_out, editor):
    city = area("Surabaya", "city")
    put_out(placed(draft, city))
    put_out(placed(draft, "ID"))
    for code in (city, area("East Java")):
        assert "Keep Indonesia, or choose" in submit(placed(draft, code), editor).comment


def test_learning_that_she_was_of_age_does_not_refine_what_was_shown_coarsely(draft, placed, put_out, editor):
    put_out(placed(draft, area("Surabaya", "city"), under_18="unknown"))
    state = submit(placed(draft, area("Surabaya", "city"), under_18="no"), editor)
    assert "Surabaya, Indonesia lies inside East Java, Indonesia" in state.comment


def test_the_origin_is_held_too(draft, put_out, editor):
    draft.origin = "ID"
    draft.save_revision(user=editor)
    put_out(draft)
    draft.origin = area("West Kalimantan")
    draft.save_revision(user=editor)
    assert "Area of origin: West Kalimantan, Indonesia lies inside Indonesia" in submit(draft, editor).comment


def test_taking_a_place_out_in_between_forgets_nothing(in_indonesia, placed, put_out, editor):
    put_out(placed(in_indonesia, None))
    assert "lies inside Indonesia" in submit(placed(in_indonesia, area("East Java")), editor).comment


def test_a_correction_asks_for_one_signer_more_who_sees_both(
    draft, placed, put_out, editor, reviewer, second_reviewer, signs, signed_in
):
    put_out(draft)
    candidate = submit(placed(draft, area("Rayong")), editor).candidate
    assert candidate.signers_required == 2
    assert review(candidate)["signers_required"] == 2
    assert "place-corrected" in codes(candidate)
    page = signed_in(reviewer).get(reverse("review_desk:candidate", args=[candidate.pk])).content.decode()
    assert "0 of 2: a place that was released is corrected" in page
    assert "The reader of both learns that the first was wrong" in page
    assert "<td>West Kalimantan, Indonesia</td><td>Rayong, Thailand</td>" in page
    signs(reviewer, candidate)
    assert b"Rayong" not in bytes(PublicRecord.objects.get().bytes)
    signs(second_reviewer, candidate)
    assert b"Rayong" in bytes(PublicRecord.objects.get().bytes)


def test_what_was_corrected_is_kept_at_one_signature_and_corrected_back_at_two(
    draft, placed, put_out, editor
):
    put_out(draft)
    put_out(placed(draft, area("Rayong")))
    assert submit(draft, editor).candidate.signers_required == 1
    assert submit(placed(draft, area("West Kalimantan")), editor).candidate.signers_required == 2


def test_a_correction_adds_to_what_is_asked_for_anyway(draft, placed, put_out, editor, settings):
    put_out(draft)
    settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
    assert submit(placed(draft, area("Rayong")), editor).candidate.signers_required == 3
    settings.SIXDEGREE_REVIEW_SIGNERS = {}
    candidate = submit(placed(draft, area("Rayong"), under_18="unknown"), editor).candidate
    assert candidate.signers_required == 3
    assert review(candidate)["signers_because"] == ["perhaps-minor", "place-corrected"]


def test_a_part_removed_and_told_anew_more_finely_needs_a_second_reader(
    in_indonesia, editor, reviewer, put_out
):
    del in_indonesia.milestones[1]
    in_indonesia.milestones.append(milestone(heading="A promise, again", area=area("Bali")))
    in_indonesia.save_revision(user=editor)
    candidate = submit(in_indonesia, editor).candidate
    assert candidate.signers_required == 2
    assert "place-inside-released" in codes(candidate)
    message = next(
        f["message"] for f in review(candidate)["findings"] if f["code"] == "place-inside-released"
    )
    assert "Bali, Indonesia lies inside Indonesia, which was released for another part" in message
    put_out(in_indonesia)
    assert submit(in_indonesia, editor).candidate.signers_required == 1


def test_a_story_with_large_and_small_places_is_first_released_by_one(draft, placed, put_out):
    assert put_out(placed(draft, "ID")).signers_required == 1


def test_all_languages_share_the_ledger(in_indonesia, index, editor, put_out, placed):
    locale, _ = Locale.objects.get_or_create(language_code="id")
    if not index.has_translation(locale):
        index.copy_for_translation(locale)
    translation = in_indonesia.copy_for_translation(locale)
    translation.summary = "Ia pulang dan menjahit."
    for block in translation.milestones:
        block.value["heading"] = f"ID {block.value['heading']}"
        block.value["narrative"] = "Ia menjahit baju."
    translation.save_revision(user=editor)
    released = put_out(translation)
    assert (released.signers_required, codes(released)) == (1, [])
    term = current_term(in_indonesia.case_file.ref)
    assert {entry.candidate.locale for entry in released_places(term.case_ref)} == {"en"}


def test_renewed_consent_does_not_forget_what_was_public(in_indonesia, placed, editor, officer):
    file = in_indonesia.case_file
    withdrawn = current_term(file.ref).public_id
    withdraw(file, officer, "She phoned.")
    today = timezone.localdate()
    consent = ConsentRecord(
        given_on=today,
        expires_on=today + timedelta(days=90),
        explained_by="A colleague",
        under_18="no",
        locales=["en"],
        channels=["site_api"],
    )
    record_consent(file, consent, officer)
    assert current_term(file.ref).public_id != withdrawn
    assert "lies inside Indonesia" in submit(placed(in_indonesia, area("East Java")), editor).comment


def test_two_parts_of_one_id_are_refused(draft, editor):
    draft.milestones[1].id = draft.milestones[0].id
    draft.save_revision(user=editor)
    assert "carry the same id" in submit(draft, editor).comment
    draft.milestones[1].id = "origin"
    draft.save_revision(user=editor)
    assert "carry the same id" in submit(draft, editor).comment


def test_what_is_signed_names_the_ledger_it_was_compared_with_and_where_each_place_lies(
    draft, placed, put_out, editor, reviewer, signs
):
    put_out(draft)
    candidate = submit(placed(draft, area("Rayong")), editor).candidate
    record = review(candidate)
    assert record["places"]["ledger"] == len(released_places(draft.case_file.ref))
    assert record["places"]["areas"][draft.milestones[1].id]["within"] == {"TH": "Thailand"}


def test_an_area_a_later_gazetteer_no_longer_knows_is_left_by_a_correction(
    draft, placed, put_out, editor, monkeypatch
):
    put_out(draft)
    from storymap import gazetteer

    known = dict(gazetteer._areas())
    del known[area("West Kalimantan")]
    monkeypatch.setattr(gazetteer, "_areas", lambda: known)
    draft.origin = ""
    candidate = submit(placed(draft, "ID"), editor).candidate
    assert candidate.signers_required == 2
    assert "place-corrected" in codes(candidate)


def test_the_release_refuses_what_slipped_past_the_check(
    in_indonesia, placed, editor, reviewer, signs, monkeypatch
):
    from review import checks

    unchecked = [check for check in checks.CASE_CHECKS if check is not checks.places.are_kept_or_coarsened]
    monkeypatch.setattr(checks, "CASE_CHECKS", unchecked)
    candidate = submit(placed(in_indonesia, area("East Java")), editor).candidate
    with pytest.raises(ReleaseRefused, match="A promise: East Java lies inside Indonesia"):
        signs(reviewer, candidate)
    assert not candidate.signoffs.exists()
