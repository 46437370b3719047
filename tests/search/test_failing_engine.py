"""An Elasticsearch that hangs, is killed and comes back: searches are answered all the while."""

import logging
from time import monotonic

import pytest
from playwright.sync_api import expect

from publication.actions.withdraw import withdraw
from search import conf, failover
from search.engines.elasticsearch import client as clients
from search.engines.elasticsearch import indices
from search.models import FollowedIndex
from tests.elasticsearch.node import OwnNode
from tests.search.conftest import person
from tests.storymap.conftest import browser_thread, walk

__all__ = ["browser_thread", "walk"]

# One node for both: starting one takes longer than all that is asked of it here.
pytestmark = [pytest.mark.browser, pytest.mark.once]
INDEX = "tests-failing"
RECOVERED_WITHIN = 120
# Looked for in no other test, and in no log of the engine's own.
UNIQUE = "zwirnspulenhalter"


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    node = OwnNode(tmp_path_factory.mktemp("elasticsearch"))
    try:
        node.start()
        yield node
    finally:
        node.stop()


@pytest.fixture
def searched(db, node, settings, monkeypatch):
    """The site searches with the node, whose index is empty and whose first answers were given."""
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = node.url
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = INDEX
    settings.SIXDEGREE_SEARCH_RETRY_SECONDS = 1
    monkeypatch.setattr(failover, "breaker", failover.Breaker())
    FollowedIndex.objects.create(name=conf.elasticsearch_index())
    indices.take_over(clients.building(), indices.make(clients.building()))
    return node


def answered(ask, engine):
    """Ask until that engine answers; what it says then."""
    until = monotonic() + RECOVERED_WITHIN
    while monotonic() < until:
        answer = ask()
        if answer["engine"] == engine:
            return answer
    raise AssertionError(f"{engine} did not answer within {RECOVERED_WITHIN} s")


@pytest.mark.django_db
def test_an_engine_that_hangs_costs_one_reader_one_wait_and_hides_no_withdrawal(
    client, searched, fisher, seamstress, caplog
):
    def ask(**query):
        return client.get("/api/v1/search/", query).json()

    assert answered(ask, "elasticsearch")["total"] == 2
    caplog.clear()
    searched.hang()
    try:
        withdraw(fisher, person("officer"), "asked for it")
        answer = ask()
        assert (answer["engine"], answer["total"]) == ("embedded", 1)
        assert [card["id"] for card in answer["results"]] == [seamstress]
        assert answer["facets"]["need"] == {"education_and_skills": 1}
        assert [area["code"] for area in answer["areas"]] == ["IDN-538"]
        assert client.get("/api/v1/search/suggest/", {"q": "Som"}).json()["results"] == []
        said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
        assert said == [
            "Search engine elasticsearch failed (ConnectionTimeout): the database answers until it is back."
        ]
    finally:
        searched.go_on()
    # It was not told of the withdrawal yet, and does not count it all the same.
    answer = answered(ask, "elasticsearch")
    assert (answer["total"], answer["facets"]["need"]) == (1, {"education_and_skills": 1})


@pytest.mark.django_db(transaction=True)
def test_a_reader_searches_on_while_the_engine_is_killed_and_started_again(searched, fisher, walk):
    def engine(visit):
        return visit.page.request.get(f"{visit.url}/api/v1/search/?q={UNIQUE}").json()

    def finds(visit):
        visit.page.goto(f"{visit.url}/en/cases/", wait_until="load")
        visit.page.get_by_label("Search the stories").fill("engines")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator("#found-said")).to_contain_text("“engines”")
        expect(visit.page.get_by_role("link", name="Somchai").first).to_be_visible()
        visit.page.wait_for_url("**/cases/?*q=engines*")

    def steps(visit):
        answered(lambda: engine(visit), "elasticsearch")
        finds(visit)
        searched.kill()
        kept_to_itself(searched)
        finds(visit)
        assert engine(visit)["engine"] == "embedded"
        searched.start()
        finds(visit)
        answered(lambda: engine(visit), "elasticsearch")
        finds(visit)
        kept_to_itself(searched)

    walk(steps)


def kept_to_itself(node):
    """The engine wrote its logs, and what was looked for stands in none of them."""
    logs = node.logs()
    assert "started" in logs
    assert UNIQUE not in logs.casefold()
