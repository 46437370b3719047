"""Who may import whom, as pyproject.toml states it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_app_imports_only_what_its_layer_and_wall_allow():
    linter = Path(sys.executable).with_name("lint-imports")
    environment = {"PYTHONPATH": "site:.", "PATH": str(linter.parent)}
    run = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
