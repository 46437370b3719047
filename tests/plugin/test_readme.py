"""The README's lines are the very lines that the host project runs on: neither can drift."""

import json

import pytest

from review.system_checks import PROTECTIONS
from tests.plugin import readme

FILES = ["settings.py", "api.py", "urls.py"]


def test_the_readme_names_three_files():
    assert sorted(readme.python_blocks()) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_host_has_the_readmes_lines_to_the_letter(name):
    assert readme.added(name) == readme.python_blocks()[name]


@pytest.mark.parametrize("name", ["settings.py", "urls.py"])
def test_the_host_needs_no_line_of_ours_beside_them(name):
    rehearsal = "SIXDEGREE_PAYMENTS_STRIPE_API_BASE"
    ours = ["SIXDEGREE_", "review", "casepages", "publication", "storymap", "payments", "wagtailgeowidget"]
    lines = [line for line in readme.own(name).splitlines() if not line.startswith(rehearsal)]
    assert [line for line in lines if any(word in line for word in ours)] == []


def test_the_readme_says_how_to_set_it_up():
    assert readme.commands() == [["migrate"], ["check"]]


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda protection: protection.setting)
def test_the_readme_sets_what_the_checks_ask_of_any_host(protection):
    value = json.dumps(protection.value) if isinstance(protection.value, str) else repr(protection.value)
    assert f"{protection.setting} = {value}" in readme.python_blocks()["settings.py"].splitlines()
