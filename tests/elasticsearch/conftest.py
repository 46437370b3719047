import pytest

from tests.elasticsearch import node


@pytest.fixture(scope="session")
def elasticsearch_url():
    with node.shared() as url:
        yield url
