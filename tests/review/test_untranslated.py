"""A translation in the original's words: refused as a whole, weighed in part."""

import json

import pytest
from wagtail.models import Locale, TaskState

from casepages.models import CaseUpdate
from review.actions import submit
from review.checks.translation import Words, untranslated


def codes(words, source="en", locale="id"):
    found = untranslated([Words(*told) for told in words], source, locale)
    return [(finding.code, finding.where) for finding in found]


def test_nothing_translated_is_one_finding():
    assert codes([("Summary", "She sews.", "She sews."), ("Text", ["a"], ["a"])]) == [("untranslated", "")]


def test_a_part_that_reads_the_same_is_named_once():
    words = [("Milestone 1", "Jakarta", "Jakarta"), ("Milestone 1", ["a"], ["a"]), ("Summary", "She", "Ia")]
    assert codes(words) == [("part-untranslated", "Milestone 1")]


def test_what_is_empty_is_for_other_checks():
    assert codes([("Note", "", ""), ("Summary", "She", "Ia")]) == []


@pytest.mark.parametrize(("source", "locale"), [("en", "en-gb"), ("zh-hans", "zh-hant")])
def test_two_scripts_or_countries_of_one_language_may_agree(source, locale):
    assert codes([("Summary", "She sews.", "She sews.")], source, locale) == []


@pytest.mark.django_db
def test_news_in_the_originals_words_comes_back(index, draft, editor, reviewer, signs):
    update = draft.add_child(instance=CaseUpdate(title="The machine has come", body="She has two orders."))
    update.save_revision(user=editor)
    for page in (draft, update):
        signs(reviewer, submit(page, editor).candidate)
    indonesian = Locale.objects.get(language_code="id")
    index.copy_for_translation(indonesian)
    draft.copy_for_translation(indonesian)
    translation = update.copy_for_translation(indonesian)
    state = submit(translation, editor)
    assert state.status == TaskState.STATUS_REJECTED
    assert "Nothing is translated yet: this still says what the original (English) says." in state.comment
    translation.title, translation.body = "Mesinnya tiba", "Ia mendapat dua pesanan."
    translation.save_revision(user=editor)
    found = json.loads(bytes(submit(translation, editor).candidate.review_bytes))["findings"]
    assert [finding["code"] for finding in found] == ["protected-terms-missing"]
