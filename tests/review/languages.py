"""One story in two languages at the desk: Elif wrote the English, Tika the Indonesian."""

import json

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Locale

from casepages.models import CasePage
from publication.models import PublicRecord
from review.actions import submit
from tests.kept import kept


@pytest.fixture
@kept
def tika(person):
    """Translates, and writes nothing else."""
    return person("tika", "Editors")


@pytest.fixture
@kept
def indonesian(index):
    locale, _ = Locale.objects.get_or_create(language_code="id")
    index.copy_for_translation(locale)
    return locale


@pytest.fixture
@kept
def translated(indonesian, tika):
    """A translation of a page as it stands now, with every word in Indonesian."""
    to, translator = indonesian.pk, tika.pk

    def made(page):
        # Read anew: what a function holds is not copied for each test.
        locale, by = Locale.objects.get(pk=to), get_user_model().objects.get(pk=translator)
        CasePage.objects.get(pk=page.pk).copy_for_translation(locale)
        return worded(CasePage.objects.get(translation_key=page.translation_key, locale=locale), by)

    return made


def worded(page, by):
    page.summary = "Ia pulang dan menjahit."
    for block in page.milestones:
        block.value["heading"] = f"ID {block.value['heading']}"
        block.value["narrative"] = "Ia menjahit."
    page.save_revision(user=by)
    return page


@pytest.fixture
@kept
def english(draft, editor):
    """The candidate of the original, which waits."""
    return submit(draft, editor).candidate


@pytest.fixture
@kept
def in_indonesian(english, draft, translated, tika):
    """The candidate of its translation, made while the original waits."""
    return submit(translated(draft), tika).candidate


def content(candidate):
    return json.loads(bytes(candidate.public_bytes))


def public_locales():
    return sorted(PublicRecord.objects.values_list("locale", flat=True))
