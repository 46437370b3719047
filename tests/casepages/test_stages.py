"""Elif adds a stage of a journey of her own; its word is said in every language."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override

from casepages import vocabulary
from casepages.models import Stage
from casepages.opaque import is_opaque

pytestmark = pytest.mark.django_db

WORDS = {"en": "In court", "id": "Di pengadilan", "th": "ในศาล", "zh-hans": "在法庭"}
TYPED = {f"word-{code}": word for code, word in WORDS.items()}


@pytest.fixture
def editor(client, django_user_model):
    elif_ = django_user_model.objects.create_user("elif")
    elif_.groups.add(Group.objects.get(name="Editors"))
    client.force_login(elif_)
    return client


@pytest.fixture
def in_court():
    return Stage.objects.create(glyph="finding_help", labels=WORDS)


def test_she_adds_one_with_its_word_in_every_language_and_one_of_our_icons(editor):
    typed = {"slug": "in_court", "glyph": "finding_help", **TYPED}
    answer = editor.post(reverse("case_stages:add"), typed, follow=True)
    assert "In court" in answer.content.decode()
    stage = Stage.objects.get()
    assert is_opaque(stage.slug), "A code is public: nobody types it."
    assert (stage.glyph, stage.labels) == ("finding_help", WORDS)
    assert [edit.user.username for edit in stage.edits.all()] == ["elif"]
    assert [slug for slug, _label in vocabulary.stage_choices()] == [*vocabulary.STAGES, stage.slug]
    assert vocabulary.glyph(stage.slug) == "finding_help"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"word-th": ""}, "This field is required."),
        ({"glyph": "gavel"}, "Select a valid choice."),
    ],
)
def test_what_is_missing_is_told(editor, changes, said):
    answer = editor.post(reverse("case_stages:add"), {"glyph": "next", **TYPED, **changes})
    assert said in answer.content.decode()
    assert not Stage.objects.exists()


def test_a_word_is_mended_and_the_code_that_stories_name_stays(editor, in_court):
    code, address = in_court.slug, reverse("case_stages:edit", args=[in_court.pk])
    editor.post(address, {"slug": "trial", "glyph": "next", **TYPED, "word-en": "Before a court"})
    in_court.refresh_from_db()
    assert (in_court.slug, in_court.glyph) == (code, "next")
    assert in_court.labels == {**WORDS, "en": "Before a court"}


@pytest.mark.parametrize("locale", WORDS)
def test_a_milestone_says_it_in_the_language_of_the_story(in_court, locale):
    with override(locale):
        assert vocabulary.stages()[in_court.slug] == WORDS[locale]


def test_a_stage_that_stories_name_is_not_deleted(editor, in_court):
    assert (
        "delete" not in editor.get(reverse("case_stages:edit", args=[in_court.pk])).content.decode().lower()
    )
    with pytest.raises(NotImplementedError):
        in_court.delete()


@pytest.mark.parametrize("group", ["Case officers", "Privacy reviewers", "Finance officers", "Operators", ""])
def test_nobody_else_adds_or_changes_one(client, django_user_model, in_court, group):
    person = django_user_model.objects.create_user("somebody")
    if group:
        person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    for address in (reverse("case_stages:add"), reverse("case_stages:edit", args=[in_court.pk])):
        assert client.post(address, {"slug": "trial", "glyph": "next", **TYPED}).status_code == 302
    assert list(Stage.objects.values_list("labels", "glyph")) == [(WORDS, "finding_help")]
