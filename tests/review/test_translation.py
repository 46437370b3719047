"""A translation says the same in other words; the source decides on everything else."""

import json

import pytest
from wagtail.models import Locale, TaskState

from casepages.models import CasePage
from publication.models import PublicRecord
from review.actions import submit
from tests.review.conftest import area

pytestmark = pytest.mark.django_db


@pytest.fixture
def indonesian(index):
    locale, _ = Locale.objects.get_or_create(language_code="id")
    index.copy_for_translation(locale)
    return locale


@pytest.fixture
def translation(draft, indonesian, editor):
    """Copied from the English page's row; of a page that was not released it holds the name alone."""
    page = CasePage.objects.get(pk=draft.pk).copy_for_translation(indonesian)
    page.summary = "Ia pulang dan menjahit."
    for block in page.milestones:
        block.value["heading"] = f"ID {block.value['heading']}"
    page.save_revision(user=editor)
    return page


@pytest.fixture
def source_released(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return json.loads(bytes(PublicRecord.objects.get().bytes))


def content(state):
    return json.loads(bytes(state.candidate.public_bytes))


def test_a_translation_waits_for_its_source(translation, editor):
    state = submit(translation, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "The original (en) was not released yet" in state.comment


def test_words_are_the_translations_and_all_else_the_sources(source_released, translation, editor):
    translation.age_band = "55+"
    translation.milestones[0].value["area"] = area("Bali")
    translation.title = "Somebody else"
    translation.save_revision(user=editor)
    public = content(submit(translation, editor))
    assert public["summary"] == "Ia pulang dan menjahit."
    assert public["alias"] == "Sari"
    assert public["age_band"] == "25-34"
    assert public["id"] == source_released["id"]
    assert (public["locale"], public["source_locale"]) == ("id", "en")
    for there, here in zip(source_released["milestones"], public["milestones"], strict=True):
        assert here["id"] == there["id"]
        assert here["heading"] == f"ID {there['heading']}"
        assert here["place"]["code"] == there["place"]["code"]


def test_the_signed_translation_is_released_beside_its_source(
    source_released, translation, editor, reviewer, signs
):
    signs(reviewer, submit(translation, editor).candidate)
    assert set(PublicRecord.objects.values_list("locale", "is_source")) == {("en", True), ("id", False)}
    assert CasePage.objects.get(pk=translation.pk).live


def test_a_missing_or_extra_part_is_named(source_released, translation, editor):
    del translation.milestones[1]
    translation.milestones.append(
        ("milestone", {"stage": "next", "heading": "Baru", "narrative": "Kata.", "under_18": "no"})
    )
    translation.save_revision(user=editor)
    state = submit(translation, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "A promise: This part of the original is missing here" in state.comment
    assert "Baru: The original has no such part" in state.comment


def test_a_note_before_a_hard_part_is_translated_and_holds_nothing_back(
    draft, indonesian, editor, reviewer, signs
):
    draft.milestones[0].value["content_note"] = "The next part tells of violence."
    draft.save_revision(user=editor)
    source = submit(draft, editor).candidate
    signs(reviewer, source)
    page = CasePage.objects.get(pk=draft.pk).copy_for_translation(indonesian)
    for block in page.milestones:
        block.value["heading"], block.value["narrative"] = f"ID {block.value['heading']}", "Kata."
    page.milestones[0].value["content_note"] = "Bagian berikut bercerita tentang kekerasan."
    page.summary = "Ia menjahit lagi."
    page.save_revision(user=editor)
    candidate = submit(page, editor).candidate
    notes = [
        json.loads(bytes(told.public_bytes))["milestones"][0]["content_note"] for told in (source, candidate)
    ]
    assert notes == ["The next part tells of violence.", "Bagian berikut bercerita tentang kekerasan."]
    signs(reviewer, candidate)
    assert PublicRecord.objects.count() == 2


def test_a_language_outside_the_consent_is_refused(source_released, draft, index, editor):
    thai, _ = Locale.objects.get_or_create(language_code="th")
    index.copy_for_translation(thai)
    page = draft.copy_for_translation(thai)
    page.save_revision(user=editor)
    assert "does not cover showing this" in submit(page, editor).comment


def test_a_translation_takes_the_answers_to_under_18_from_its_source(
    draft, indonesian, editor, reviewer, second_reviewer, signs
):
    draft.milestones[0].value["under_18"] = "unknown"
    draft.save_revision(user=editor)
    candidate = submit(draft, editor).candidate
    signs(reviewer, candidate)
    signs(second_reviewer, candidate)
    page = CasePage.objects.get(pk=draft.pk).copy_for_translation(indonesian)
    page.milestones[0].value["under_18"] = "no"
    page.milestones[0].value["narrative"] = "Dia berumur 16."
    page.save_revision(user=editor)
    assert "leave the age out" in submit(page, editor).comment
    page.milestones[0].value["narrative"] = "Dia menjahit."
    page.save_revision(user=editor)
    assert submit(page, editor).candidate.signers_required == 2


def test_who_wrote_the_source_does_not_sign_its_translation(
    source_released, translation, draft, editor, person
):
    translator = person("tika", "Editors")
    page = CasePage.objects.get(pk=translation.pk)
    page.owner = translator
    page.save()
    page.revisions.update(user=translator)
    source_writer = person("sutini", "Editors")
    draft.save_revision(user=source_writer)
    page.summary = "Ia menjahit lagi."
    page.save_revision(user=translator)
    people = set(submit(page, translator).candidate.contributors.values_list("user_id", flat=True))
    assert {source_writer.pk, editor.pk, translator.pk} <= people
