from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.plugin import host as hosting
from tests.plugin import readme
from tests.plugin import wheel as packaging


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    return packaging.build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory) -> Path:
    return packaging.install(wheel, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="session")
def host(installed, tmp_path_factory) -> Iterator[hosting.Host]:
    """The host project, set up by the README's commands."""
    folder = tmp_path_factory.mktemp("host")
    with hosting.database() as database, hosting.provider(installed, folder) as provider:
        project = hosting.Host(hosting.copy(folder), hosting.environment(installed, database, provider))
        for command in readme.commands():
            project.manage(*command)
        yield project


@pytest.fixture(scope="session")
def way(host) -> dict[str, Any]:
    """What people and strangers met on the way of one case."""
    return host.told("way_of_a_case")
