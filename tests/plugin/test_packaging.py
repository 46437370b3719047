"""What a host gets when it installs us: the plugins whole, nothing of the site, and its own versions kept."""

import tomllib

import pytest
from packaging.requirements import Requirement

from tests.plugin.readme import ROOT
from tests.plugin.wheel import built_from, names

PLUGINS = ("storymap", "payments", "casepages", "publication", "review", "search")
# Build the gazetteer and the detector's weights, in a checkout only.
STAYS = ("storymap/build/", "casepages/build/")


def asked() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {requirement.name: requirement for requirement in map(Requirement, project["dependencies"])}


def pinned() -> dict[str, str]:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {pin.name: str(pin.specifier).removeprefix("==") for pin in pins}


@pytest.mark.process
def test_the_wheel_holds_every_file_of_every_plugin(wheel):
    ours = {name for name in built_from(wheel) if name.split("/")[0] in PLUGINS}
    shipped = {name for name in ours if not name.startswith(STAYS) and not name.endswith("README.md")}
    assert {name.rsplit(".", 1)[-1] for name in shipped} >= {"py", "html", "js", "css", "json", "gz"}
    assert shipped - names(wheel) == set()


@pytest.mark.process
def test_the_wheel_holds_nothing_else(wheel):
    roots = {name.split("/")[0] for name in names(wheel)}
    assert {root for root in roots if not root.endswith(".dist-info")} == set(PLUGINS)


def test_what_we_run_on_is_what_a_host_may_have():
    assert {
        name for name, asking in asked().items() if not asking.specifier.contains(pinned()[name])
    } == set()


def test_a_host_keeps_its_own_versions():
    assert [name for name, asking in asked().items() if "==" in str(asking.specifier)] == []
