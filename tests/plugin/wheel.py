"""The wheel a host installs, built of what git keeps and without the network."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.plugin.readme import ROOT

PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]


def kept_files() -> list[str]:
    """Every file of the checkout that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(name for name in set(listed.stdout.split("\0")) if name and (ROOT / name).is_file())


def build(folder: Path) -> Path:
    # Not in the checkout: setuptools would leave its own folders there, and take old ones into the wheel.
    source = folder / "source"
    for name in kept_files():
        if not name.startswith(("tests/", "docs/", "site/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, "wheel", *options, str(source)], check=True)
    return next(folder.glob("*.whl"))


def install(wheel: Path, folder: Path) -> Path:
    """Into a folder of its own, as another project's environment would have it."""
    options = ["--no-deps", "--no-index", "--no-compile", "--target", str(folder)]
    subprocess.run([*PIP, "install", *options, str(wheel)], check=True)
    return folder


def built_from(wheel: Path) -> set[str]:
    source = wheel.parent / "source"
    return {str(path.relative_to(source)) for path in source.rglob("*") if path.is_file()}


def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())
