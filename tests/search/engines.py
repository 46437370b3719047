"""Fixtures that have a test hold on both engines, each asked through the same routes."""

import uuid

import pytest
from django.test import override_settings

from search import conf, failover
from search.engines.elasticsearch import client, indices
from search.models import FollowedIndex
from tests.elasticsearch import node


@pytest.fixture(scope="session")
def elasticsearch_url():
    with node.shared() as url:
        yield url


@pytest.fixture(scope="module")
def elasticsearch_index(elasticsearch_url):
    """An empty index of the module's own, by the name that searches read."""
    name = f"tests-{uuid.uuid4().hex[:12]}"
    with override_settings(
        SIXDEGREE_SEARCH_ELASTICSEARCH_URL=elasticsearch_url, SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX=name
    ):
        builder = client.building()
        indices.take_over(builder, indices.make(builder))
        read = conf.elasticsearch_index()
    yield read
    builder.indices.delete(index=list(builder.indices.get(index=f"{name}*")))


@pytest.fixture
def elasticsearch(db, settings, monkeypatch, elasticsearch_url, elasticsearch_index):
    """The site searches with Elasticsearch, whose index holds nothing yet. Gives a client of it."""
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = elasticsearch_url
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = elasticsearch_index.rpartition("-")[0]
    # A busy machine may be slow; who waits how long is asked of a node that a test may hang.
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_SECONDS = 10
    monkeypatch.setattr(failover, "breaker", failover.Breaker())
    # A TestCase begins its own transaction after this.
    FollowedIndex.objects.get_or_create(name=elasticsearch_index)
    builder = client.building()
    builder.delete_by_query(index=elasticsearch_index, query={"match_all": {}}, refresh=True)
    return builder


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine(request):
    """Has the test run on each; gives its name."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
    return request.param
