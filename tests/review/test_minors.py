"""Tam is, or may be, under 18 today: a guardian consents too, no age is told, places are large, two sign."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from casepages.models import ConsentRecord
from publication import canonical
from publication.models import Candidate
from review.actions import submit
from review.actions.case_files import record_consent
from review.projection.findings import REFUSE
from storymap import gazetteer
from tests.review.conftest import area, milestone

pytestmark = pytest.mark.django_db


def consent_of_a_minor(**changes):
    today = timezone.localdate()
    return ConsentRecord(
        **{
            "given_on": today,
            "expires_on": today + timedelta(days=300),
            "explained_by": "A colleague",
            "under_18": "yes",
            "assented_on": today,
            "guardian_consented_on": today,
            "guardian": "legal_guardian",
            "locales": ["en", "id"],
            "channels": ["site_api"],
            **changes,
        }
    )


@pytest.fixture(params=["yes", "unknown"])
def tam(request, draft, case_file, officer):
    record_consent(case_file, consent_of_a_minor(under_18=request.param), officer)
    return draft


def public(candidate):
    return json.loads(bytes(candidate.public_bytes))


def review(candidate):
    return json.loads(bytes(candidate.review_bytes))


@pytest.mark.parametrize("under_18", ["yes", "unknown"])
@pytest.mark.parametrize("missing", ["assented_on", "guardian_consented_on", "guardian"])
def test_a_minors_story_needs_own_assent_and_a_guardians_consent(case_file, officer, under_18, missing):
    empty = "" if missing == "guardian" else None
    with pytest.raises(ValidationError) as refused:
        record_consent(case_file, consent_of_a_minor(under_18=under_18, **{missing: empty}), officer)
    assert list(refused.value.message_dict) == [missing]
    assert "Under 18, or not known" in str(refused.value)


def test_assent_cannot_lie_in_the_future(case_file, officer):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        record_consent(case_file, consent_of_a_minor(assented_on=tomorrow), officer)
    assert "cannot lie in the future" in str(refused.value)


def test_a_file_without_any_showing_needs_no_answer(case_file, officer):
    nothing_shown = consent_of_a_minor(channels=[], locales=[], assented_on=None, guardian="")
    record_consent(case_file, nothing_shown, officer)


def test_an_adult_needs_no_guardian(case_file, officer):
    adult = consent_of_a_minor(under_18="no", assented_on=None, guardian_consented_on=None, guardian="")
    record_consent(case_file, adult, officer)
    assert not case_file.consent.may_be_minor


def test_no_age_band_of_a_minor_is_public_and_the_editor_is_told_why(tam, editor):
    candidate = submit(tam, editor).candidate
    assert tam.age_band == "25-34"
    assert public(candidate)["age_band"] == ""
    assert "age-band-of-a-minor" in {finding["code"] for finding in review(candidate)["findings"]}


def test_a_minor_was_under_18_in_every_part_whatever_the_editor_chose(tam, editor):
    tam.milestones = [milestone(area=area("Surabaya", "city"), under_18="no")]
    tam.save_revision(user=editor)
    candidate = submit(tam, editor).candidate
    assert set(review(candidate)["disclosure"]["under_18"].values()) <= {"yes", "unknown"}
    shown = gazetteer.area(public(candidate)["milestones"][0]["place"]["code"])
    assert shown.kind != "city"
    assert shown.kind == "country" or shown.population >= 1_000_000


@pytest.mark.parametrize("member", ["summary", "content_note"])
def test_an_age_anywhere_in_a_minors_story_is_refused(tam, editor, member):
    setattr(tam, member, "She is 16 years old.")
    tam.save_revision(user=editor)
    state = submit(tam, editor)
    assert state.candidate is None
    assert "leave the age out" in state.comment


def test_two_people_sign_a_minors_story(tam, editor):
    candidate = submit(tam, editor).candidate
    assert candidate.signers_required == 2
    assert review(candidate)["signers_because"] == ["perhaps-minor"]


def test_nothing_public_tells_that_the_person_is_under_18(tam, editor):
    said = bytes(submit(tam, editor).candidate.public_bytes).decode()
    for word in ("under_18", "guardian", "assent", "unknown"):
        assert word not in said


def test_an_adults_age_in_the_summary_is_for_the_reviewer_to_weigh(draft, editor):
    draft.summary = "She is 26 years old."
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    found = [finding for finding in review(candidate)["findings"] if finding["code"] == "age-in-text"]
    assert [finding["severity"] == REFUSE for finding in found] == [False]


def unsigned_copy(candidate, **changes):
    """A candidate as somebody with the database in their hands might insert it."""
    content = {**review(candidate), **changes.pop("review", {})}
    body = canonical.encode(content)
    fields = ("kind", "subject", "locale", "public_bytes", "digest", "submitted_by", "signers_required")
    same = {name: getattr(candidate, name) for name in fields}
    return Candidate(**{**same, "review_bytes": body, "review_digest": canonical.digest(body), **changes})


def refused_by_the_database(candidate):
    with pytest.raises(IntegrityError), transaction.atomic():
        candidate.save()


def test_the_database_refuses_one_signer_for_a_minors_story(tam, editor):
    candidate = submit(tam, editor).candidate
    tam.current_workflow_state.cancel(user=editor)
    told = {"signers_required": 1}
    refused_by_the_database(unsigned_copy(candidate, signers_required=1, review=told))
    past = {"signers_required": 1, "disclosure": {"under_18": {"a": "unknown"}, "under_18_today": "no"}}
    refused_by_the_database(unsigned_copy(candidate, signers_required=1, review=past))


def test_the_database_refuses_fewer_signers_than_the_review_record_says(draft, editor):
    candidate = submit(draft, editor).candidate
    draft.current_workflow_state.cancel(user=editor)
    refused_by_the_database(unsigned_copy(candidate, review={"signers_required": 3}))
    unsigned_copy(candidate).save()
