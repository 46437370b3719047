"""*six* without a browser: its own tests, and its sentences beside those of the documents."""

import re
from gettext import translation
from pathlib import Path

import pytest
from django.utils.translation import to_locale

from home.documents import glyphs, vocabulary
from tests.frontends.nodes import FRONT_ENDS, LOCALES, catalogue, npm, said
from tests.journey.conftest import ROOT

SOURCE = FRONT_ENDS / "six" / "src"
TRANSLATIONS = LOCALES[1:]


@pytest.mark.process
def test_its_own_tests_pass():
    run = npm("six", "test")
    assert run.returncode == 0, said(run)


def gaps_as_django_writes_them(sentence: str) -> str:
    return re.sub(r"\{(\w+)\}", r"%(\1)s", sentence)


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_what_the_documents_say_too_is_said_in_the_same_words(locale):
    documents = translation("django", ROOT / "home/locale", [to_locale(locale)])
    shared, differ = 0, {}
    for key, english in catalogue("en").items():
        if not isinstance(english, str):
            continue
        translated = documents.gettext(gaps_as_django_writes_them(english))
        if translated != gaps_as_django_writes_them(english):
            shared += 1
            ours = gaps_as_django_writes_them(catalogue(locale)[key])
            if ours != translated:
                differ[key] = (ours, translated)
    assert differ == {}
    assert shared > 90


@pytest.mark.parametrize("name", ["EXPLOITATION", "NEEDS", "STATUSES", "AGE_BANDS"])
def test_it_has_a_word_for_every_slug_of_the_documents(name):
    kind = {"EXPLOITATION": "exploitation", "NEEDS": "need", "STATUSES": "status", "AGE_BANDS": "age"}[name]
    words = {key.partition(".")[2] for key in catalogue("en") if key.startswith(f"{kind}.")}
    assert set(getattr(vocabulary, name)) == words


def test_it_draws_the_signs_that_the_documents_draw():
    text = (SOURCE / "parts/glyphs.ts").read_text()
    assert dict(re.findall(r'^  (\w+):\n    "([^"]+)",$', text, re.MULTILINE)) == glyphs.PATHS


def test_no_sentence_stands_in_the_code():
    """Every word a reader meets comes from a catalogue or a signed record."""
    found = {}
    for file in SOURCE.rglob("*.tsx"):
        inside = re.findall(r">\s*([A-Z][a-z]+ [a-z]+[^<>{}=;]*)<", file.read_text())
        if inside:
            found[str(Path(file).relative_to(SOURCE))] = inside
    assert found == {}
