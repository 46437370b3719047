"""A host takes the apps it needs: each runs without those above it."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).with_name("alone.py")


@pytest.mark.process
@pytest.mark.parametrize(
    "apps",
    [
        ["storymap", "wagtailgeowidget"],
        ["payments"],
        ["casepages", "storymap", "wagtailgeowidget"],
        ["search", "publication", "payments"],
    ],
    ids=lambda apps: apps[0],
)
def test_an_app_is_content_with_those_below_it(apps, installed, tmp_path):
    run = subprocess.run(
        [sys.executable, PROJECT, *apps],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "no issues" in run.stdout
