"""One story in two languages at the desk: Elif wrote the English, Tika the Indonesian."""

import json

import pytest
from wagtail.models import Locale

from casepages.models import CasePage
from publication.models import PublicRecord
from review.actions import submit


@pytest.fixture
def tika(person):
    """Translates, and writes nothing else."""
    return person("tika", "Editors")


@pytest.fixture
def indonesian(index):
    locale, _ = Locale.objects.get_or_create(language_code="id")
    index.copy_for_translation(locale)
    return locale


@pytest.fixture
def translated(indonesian, tika):
    """A translation of a page as it stands now, with every word in Indonesian."""

    def made(page):
        CasePage.objects.get(pk=page.pk).copy_for_translation(indonesian)
        return worded(CasePage.objects.get(translation_key=page.translation_key, locale=indonesian), tika)

    return made


def worded(page, by):
    page.summary = "Ia pulang dan menjahit."
    for block in page.milestones:
        block.value["heading"] = f"ID {block.value['heading']}"
        block.value["narrative"] = "Ia menjahit."
    page.save_revision(user=by)
    return page


@pytest.fixture
def english(draft, editor):
    """The candidate of the original, which waits."""
    return submit(draft, editor).candidate


@pytest.fixture
def in_indonesian(english, draft, translated, tika):
    """The candidate of its translation, made while the original waits."""
    return submit(translated(draft), tika).candidate


def content(candidate):
    return json.loads(bytes(candidate.public_bytes))


def public_locales():
    return sorted(PublicRecord.objects.values_list("locale", flat=True))
