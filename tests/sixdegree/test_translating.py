"""Elif translates a released story through Wagtail's own screens, and a stranger reads it in Indonesian."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, TaskState

from casepages.models import CaseIndexPage, CasePage
from publication.models import PublicRecord
from review.actions import submit
from review.models import PrivacyReviewTaskState
from tests.review.conftest import (
    case_file,
    draft,
    edit_form,
    editor,
    index,
    officer,
    person,
    reviewer,
    signed_in,
    signs,
    stranger,
)

__all__ = [
    "case_file",
    "draft",
    "edit_form",
    "editor",
    "index",
    "officer",
    "person",
    "reviewer",
    "signed_in",
    "signs",
    "stranger",
]

pytestmark = pytest.mark.django_db

WORDS = [
    ("Rumah di tepi sungai", "Ia menjahit pakaian."),
    ("Sebuah janji", "Seseorang menawarkan pekerjaan."),
]


@pytest.fixture
def elif_(editor, signed_in):
    return signed_in(editor)


@pytest.fixture
def released(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return PublicRecord.objects.get()


def translate(client, page):
    address = reverse("simple_translation:submit_page_translation", args=[page.pk])
    indonesian = Locale.objects.get(language_code="id")
    assert "Indonesia" in client.get(address).content.decode()
    return client.post(address, {"locales": [indonesian.pk], "include_subtree": ""})


@pytest.fixture
def translation(elif_, index, draft, released):
    translate(elif_, index)
    translate(elif_, draft)
    return CasePage.objects.get(locale__language_code="id")


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def latest():
    return PrivacyReviewTaskState.objects.order_by("pk").last()


def in_indonesian(page):
    page.summary = "Ia pulang dan menjahit."
    for block, (heading, narrative) in zip(page.milestones, WORDS, strict=True):
        block.value["heading"], block.value["narrative"] = heading, narrative
    return page


def test_the_index_is_translated_on_the_way(elif_, index, draft):
    screen = elif_.get(reverse("simple_translation:submit_page_translation", args=[draft.pk]))
    assert "Translate the parent page" in screen.content.decode()
    translate(elif_, index)
    assert not CaseIndexPage.objects.get(locale__language_code="id").live
    answer = translate(elif_, draft)
    assert answer["Location"] == edit(CasePage.objects.get(locale__language_code="id"))


def test_only_words_can_be_written_in_a_translation(elif_, translation, draft):
    screen = elif_.get(edit(translation)).content.decode()
    assert "translate the summary" in screen
    assert f'href="{edit(draft)}"' in screen
    assert "Taken from the original." in screen
    assert 'name="summary"' in screen
    for name in ("title", "case_file", "age_band", "exploitation", "origin", "period_from", "period_to"):
        assert f'name="{name}"' not in screen, name
    for shown in (draft.case_file.short_name, "25–34", "West Kalimantan, Indonesia", "2014"):
        assert shown in screen, shown
    assert "translate the summary" not in elif_.get(edit(draft)).content.decode()


def test_what_is_sent_for_the_other_fields_is_not_kept(elif_, translation, edit_form):
    typed = edit_form(translation)
    elif_.post(edit(translation), {**typed, "title": "Somebody", "age_band": "55+", "case_file": ""})
    kept = CasePage.objects.get(pk=translation.pk).get_latest_revision_as_object()
    assert (kept.title, kept.age_band, kept.case_file_id) == (
        "Sari",
        "25-34",
        translation.case_file_id,
    )


def test_a_translation_keeps_up_with_its_original(elif_, translation, draft, editor):
    draft.age_band = "35-44"
    draft.save_revision(user=editor)
    assert "35–44" in elif_.get(edit(translation)).content.decode()


def test_a_copy_is_not_a_translation(elif_, translation, edit_form):
    form = {**edit_form(translation), "action-submit": "1"}
    answer = elif_.post(edit(translation), form, follow=True)
    assert "Nothing is translated yet" in answer.content.decode()
    assert latest().status == TaskState.STATUS_REJECTED


def test_the_reviewer_is_told_of_a_part_that_reads_the_same(elif_, translation, edit_form):
    translation.summary = "Ia pulang dan menjahit."
    elif_.post(edit(translation), {**edit_form(translation), "action-submit": "1"})
    findings = [found for found in desk_findings() if found["code"] == "part-untranslated"]
    assert [found["where"] for found in findings] == ["Milestone 1", "Milestone 2"]
    assert {found["severity"] for found in findings} == {"warn"}


def desk_findings():
    from review.desk.reading import findings_of

    return findings_of(latest().candidate)


def test_a_stranger_reads_the_released_translation(
    elif_, translation, edit_form, reviewer, signs, released, stranger
):
    address = f"/api/v1/cases/{released.subject}/?locale=id"
    assert stranger.get(address).status_code == 404
    elif_.post(edit(translation), {**edit_form(in_indonesian(translation)), "action-submit": "1"})
    assert not [found for found in desk_findings() if "untranslated" in found["code"]]
    signs(reviewer, latest().candidate)
    case = stranger.get(address).json()["case"]
    assert (case["locale"], case["source_locale"], case["alias"]) == ("id", "en", "Sari")
    assert [milestone["heading"] for milestone in case["milestones"]] == [words[0] for words in WORDS]
    document = stranger.get(f"/id/cases/{released.subject}/")
    assert document.status_code == 200
    assert '<html lang="id"' in document.content.decode()
    assert "Ia menjahit pakaian." in document.content.decode()


def test_who_may_not_write_translates_nothing(signed_in, reviewer, stranger, draft, index):
    for client in (signed_in(reviewer), stranger):
        address = reverse("simple_translation:submit_page_translation", args=[index.pk])
        assert client.get(address).status_code in {302, 403}
        client.post(address, {"locales": [Locale.objects.get(language_code="id").pk]})
    assert CaseIndexPage.objects.count() == 1
