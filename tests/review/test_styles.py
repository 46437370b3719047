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


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_class_of_wagtails_that_a_screen_names_is_shipped(template):
    named = re.findall(r"\bclass(?:name)?=\"([^\"]*)\"", template.read_text())
    utilities = {name.lstrip("!") for names in named for name in re.findall(r"(?<!\S)!?w-[\w-]+", names)}
    shipped = set(re.findall(r"\.(?:\\!)?(w-[\w-]+)", SHIPPED.read_text()))
    assert utilities <= shipped
