"""Our admin screens name only those of Wagtail's utility classes that its stylesheet really ships."""

import re
from pathlib import Path

import pytest
import wagtail.admin

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = Path(wagtail.admin.__file__).with_name("static") / "wagtailadmin/css/core.css"
TEMPLATES = [
    path for app in ("review", "casepages", "site") for path in (ROOT / app / "templates").rglob("*.html")
]


SCROLLS = r'<div class="(?:w-overflow-x-auto|desk-wide)" tabindex="0" role="(?:group|region)" '
SCROLLED = SCROLLS + r'aria-label="[^\n]+">\s*<table'
# A start page's list is one column wide, and wraps.
OF_ONE_COLUMN = r'<table class="listing listing--dashboard">'


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_table_that_is_wider_than_a_phone_scrolls_within_itself_for_the_keyboard_too(template):
    text = template.read_text()
    scrolled = len(re.findall(SCROLLED, text)) + len(re.findall(OF_ONE_COLUMN, text))
    assert scrolled == len(re.findall(r"<table\b", text))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_class_of_wagtails_that_a_screen_names_is_shipped(template):
    named = re.findall(r"\bclass(?:name)?=\"([^\"]*)\"", template.read_text())
    utilities = {name.lstrip("!") for names in named for name in re.findall(r"(?<!\S)!?w-[\w-]+", names)}
    shipped = set(re.findall(r"\.(?:\\!)?(w-[\w-]+)", SHIPPED.read_text()))
    assert utilities <= shipped
