"""The kit that others test their front ends with, turned on both of ours, its example, and broken ones.

It runs last of this folder, by its name: it withdraws a case of the demo that the others read.
"""

import json
import os
import subprocess
import sys

import pytest

from home.pages import theme
from sixdegree.demo.cases import CASES
from tests.browser import browser_path
from tests.frontends.nodes import FRONT_ENDS, npm, said
from tests.journey.conftest import ROOT

KIT = FRONT_ENDS / "kit"
CHECKS = [
    "shows",
    "milestones",
    "released-only",
    "not-modified",
    "offline",
    "withdrawn",
    "storage",
    "outside",
]
# Every front end of ours that is built for a static host: its folder, and the path it lies below.
BUILT = {"the minimal one": ("kit/dist/minimal", "/"), "six": ("six/dist", "/six/")}


@pytest.fixture
def chromium(monkeypatch):
    path = browser_path()
    if not path:
        pytest.skip("NO BROWSER: the kit was NOT tried. Install one: apt-get install chromium")
    monkeypatch.setenv("BROWSER", path)


def checks(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess:
    command = ["node", str(KIT / "dist" / "cli.js"), "check", *arguments]
    return subprocess.run(
        command, env={**os.environ, **(env or {})}, cwd=ROOT, capture_output=True, text=True, check=False
    )


def kept(run: subprocess.CompletedProcess) -> list[str]:
    return [line.removeprefix("kept").strip() for line in run.stdout.splitlines() if line.startswith("kept")]


@pytest.mark.process
@pytest.mark.browser
def test_its_own_tests_pass_on_what_is_broken_on_purpose_too(chromium):
    run = npm("kit", "test")
    assert run.returncode == 0, said(run)


@pytest.mark.process
@pytest.mark.browser
@pytest.mark.parametrize(("dist", "base"), BUILT.values(), ids=list(BUILT))
def test_a_built_front_end_of_ours_keeps_all(chromium, dist, base):
    run = checks("--dist", str(FRONT_ENDS / dist), "--base", base)
    assert (run.returncode, kept(run)) == (0, CHECKS), said(run)


@pytest.mark.process
@pytest.mark.browser
@pytest.mark.postgresql
def test_the_documents_of_the_running_demo_keep_all(chromium, demo, tmp_path):
    never = tmp_path / "what-nobody-may-see.txt"
    never.write_text("".join(f"{case.number}\n" for case in CASES))
    withdraw = f"{sys.executable} {ROOT / 'manage.py'} withdraw"
    where = ["--site", demo.url, "--api", demo.url, "--withdraw", withdraw, "--never", str(never)]
    run = checks(*where, env=demo.env)
    assert (run.returncode, kept(run)) == (0, CHECKS), said(run)


@pytest.mark.parametrize("file", ["index.html", "main.ts", "minimal.css"])
def test_the_documentation_shows_the_minimal_front_end_as_it_is(file):
    shown = (ROOT / "docs" / "front-end.md").read_text()
    assert (KIT / "examples" / "minimal" / file).read_text().strip() in shown


def test_its_theme_contract_is_the_rule_of_the_editor_s_form():
    palette = json.loads((KIT / "theme.schema.json").read_text())["$defs"]["palette"]
    assert palette["required"] == list(theme.LIGHT)
    rules = {token: rule["contrast"] for token, rule in palette["properties"].items() if "contrast" in rule}
    assert rules == dict.fromkeys(theme.TEXT_COLOURS, theme.ENOUGH)


@pytest.mark.process
@pytest.mark.parametrize("madder", ["#943022", "#C0392B"])
def test_its_command_says_whether_a_theme_can_be_read(tmp_path, madder):
    file = tmp_path / "theme.json"
    file.write_text(json.dumps({"light": {**theme.LIGHT, "madder": madder}, "dark": theme.DARK}))
    command = ["node", str(KIT / "dist" / "cli.js"), "theme", str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    readable = not theme.unreadable({**theme.LIGHT, "madder": madder})
    assert (run.returncode == 0) is readable
    assert (
        readable or "light, madder reads on paper with a contrast of 5.1; at least 7 is needed." in run.stdout
    )
