"""Two traps of a folder called `site`."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_site_is_a_folder_on_the_path_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists(), (
        "site/__init__.py would hide Python's own `site` module"
    )


def test_git_does_not_ignore_the_deployable_site():
    kept = ROOT / "site" / "sixdegree" / "urls.py"
    ignored = subprocess.run(["git", "check-ignore", "-q", kept], cwd=ROOT, check=False)
    assert ignored.returncode == 1, "a .gitignore rule such as /site keeps the project out of the repository"


def test_every_test_folder_is_a_package():
    # tests/search without tests/__init__.py would be imported as `search` and hide the app.
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []
