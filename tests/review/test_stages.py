"""Elif words a stage of her own: what she typed is read like the story, and its code says nothing."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Locale, TaskState

from casepages.actions import word_stage
from casepages.models import CasePage, Stage
from casepages.opaque import is_opaque
from casepages.vocabulary import given_stages
from publication.models import PublicRecord
from review.actions import submit
from review.actions.protected_terms import enter
from review.disclosure import facts
from review.exceptions import CannotSign
from tests.review.conftest import milestone

pytestmark = pytest.mark.django_db


def worded(word):
    return Stage.objects.create(glyph="offer", labels={"en": word})


def told_of(draft, stage, editor):
    """The story with its second part in this stage, under the age of 18."""
    code = getattr(stage, "slug", stage)
    draft.milestones = [milestone(), milestone(stage=code, heading="A promise", under_18="yes")]
    draft.save_revision(user=editor)
    return submit(draft, editor)


@pytest.mark.parametrize(
    ("word", "finding"),
    [
        ("When she was 16", "Milestone 2: The person was, or may have been, under 18 here"),
        ("Call +66 81 234 5678", "Milestone 2: This looks like a telephone or document number."),
    ],
)
def test_an_age_or_a_number_in_a_stage_s_word_is_refused_at_submission(draft, editor, word, finding):
    state = told_of(draft, worded(word), editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert finding in state.comment


def test_a_protected_term_in_a_stage_s_word_is_held_at_its_place(draft, case_file, officer, editor):
    enter(case_file, "legal_name", ["Maria Fernandosa"], officer)
    state = told_of(draft, worded("Maria Fernandosa leaves"), editor)
    (held,) = [
        found
        for found in json.loads(bytes(state.candidate.review_bytes))["findings"]
        if found["severity"] == "hold"
    ]
    assert (held["code"], held["where"], held["field"], held["span"]) == (
        "protected-term", "Milestone 2", "stage_label", [0, 16],
    )  # fmt: skip


def test_a_code_that_the_host_typed_is_searched_too(draft, case_file, officer, editor, settings):
    settings.SIXDEGREE_CASEPAGES_STAGES = [("fernandosa", "In court", "offer")]
    enter(case_file, "legal_name", ["Maria Fernandosa"], officer)
    enter(case_file, "nickname", ["Fernandosa"], officer)
    found = json.loads(bytes(told_of(draft, "fernandosa", editor).candidate.review_bytes))["findings"]
    assert {one["field"] for one in found if one["severity"] == "hold"} == {"stage"}


def test_the_code_in_the_feed_holds_nothing_typed(draft, editor):
    stage = worded("In court")
    public = json.loads(bytes(told_of(draft, stage, editor).candidate.public_bytes))
    told = public["milestones"][1]
    assert (told["stage"], told["stage_label"]) == (stage.slug, "In court")
    assert is_opaque(stage.slug)
    assert public["storymap"]["features"][1]["properties"]["stage"] == stage.slug


def test_the_facts_of_a_stage_s_word_are_shown_to_the_reviewer_and_ours_are_none():
    told = {"id": "b", "order": 2, "stage": worded("Her mother in 2014").slug, "heading": "", "narrative": []}
    public = {"kind": "case", "locale": "en", "milestones": [{**told, "stage_label": "Her mother in 2014"}]}
    assert {"date", "relative"} & {one.kind for one in facts(public)}
    assert {one.slot for one in facts(public)} == {"b"}
    for code, label in given_stages().items():
        ours = {**told, "stage": code, "stage_label": str(label)}
        assert facts({**public, "milestones": [ours]}) == []


@pytest.fixture
def by_ruth(reviewer):
    stage = Stage(glyph="offer", labels={"en": "In court", "id": "Di pengadilan"})
    return word_stage(stage, by=reviewer)


@pytest.fixture
def submitted(draft, by_ruth, editor):
    draft.milestones = [milestone(), milestone(stage=by_ruth.slug, heading="A promise")]
    draft.save_revision(user=editor)
    return submit(draft, editor).candidate


def test_who_worded_a_stage_signs_no_story_that_says_it_and_another_reviewer_does(
    submitted, reviewer, second_reviewer, signs, signed_in
):
    word_stage(worded("Another"), by=second_reviewer)
    assert submitted.contributors.filter(user=reviewer).exists()
    page = signed_in(reviewer).get(reverse("review_desk:candidate", args=[submitted.pk])).content.decode()
    assert "You had a hand in this text" in page
    with pytest.raises(CannotSign, match="had a hand in this text"):
        signs(reviewer, submitted)
    signs(second_reviewer, submitted)
    assert PublicRecord.objects.filter(kind="case", locale="en").exists()


def test_nor_its_translation_which_says_the_stage_in_her_words_too(
    submitted, draft, index, editor, reviewer, second_reviewer, signs
):
    signs(second_reviewer, submitted)
    indonesian, _ = Locale.objects.get_or_create(language_code="id")
    index.copy_for_translation(indonesian)
    page = CasePage.objects.get(pk=draft.pk).copy_for_translation(indonesian)
    page.summary = "Ia pulang dan menjahit."
    for block in page.milestones:
        block.value["heading"] = f"ID {block.value['heading']}"
    page.save_revision(user=editor)
    translated = submit(page, editor).candidate
    assert json.loads(bytes(translated.public_bytes))["milestones"][1]["stage_label"] == "Di pengadilan"
    assert translated.contributors.filter(user=reviewer).exists()
    with pytest.raises(CannotSign, match="had a hand in this text"):
        signs(reviewer, translated)


def test_a_story_of_our_own_stages_alone_is_signed_by_who_worded_one(by_ruth, draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    assert PublicRecord.objects.filter(kind="case", locale="en").exists()
