"""What the README tells a Wagtail project to add, and what the host project of the tests has added."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = ROOT / "tests" / "host_project"
MARKED = re.compile(r"^# From the README: begin\n(.*?)^# From the README: end$", re.S | re.M)


def section() -> str:
    text = (ROOT / "README.md").read_text()
    return text.split("\n## Add it to a Wagtail project\n")[1].split("\n## ")[0]


def python_blocks() -> dict[str, str]:
    """By the file that a block's first line names."""
    blocks = re.findall(r"^```python\n(.*?)^```$", section(), re.S | re.M)
    return {block.removeprefix("# ").split(",")[0]: block for block in blocks}


def commands() -> list[list[str]]:
    """The arguments of every `manage.py` line that stands on its own."""
    return [line.split() for line in re.findall(r"^    python manage.py (.*)$", section(), re.M)]


def host_file(name: str) -> str:
    return (HOST / "host" / name).read_text()


def added(name: str) -> str:
    """What stands between the markers of a host's file; the whole file where it has none."""
    marked = MARKED.search(host_file(name))
    return marked.group(1) if marked else host_file(name)


def own(name: str) -> str:
    """What stands outside the markers."""
    return MARKED.sub("", host_file(name))
