"""What donors are written, they read in their language: no word is missing."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest

import payments

APP = Path(payments.__file__).parent
WRITTEN = [*(APP / "mails").glob("*.py"), *(APP / "receipts").glob("*.py"), APP / "donors" / "mails.py"]
GAPS = re.compile(r"%\((\w+)\)s")


def english():
    calls = [node for path in WRITTEN for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    named = [node for node in calls if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"]
    return {node.args[0].value for node in named}


@pytest.mark.parametrize("language", ["id", "th", "zh_Hans"])
def test_every_word_is_translated_and_keeps_its_gaps(language):
    with (APP / "locale" / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        translated = {key: value for key, value in GNUTranslations(file)._catalog.items() if key}
    assert english() <= translated.keys()
    for source in english():
        words = translated[source]
        assert set(GAPS.findall(words)) == set(GAPS.findall(source)), source
        assert words != source
