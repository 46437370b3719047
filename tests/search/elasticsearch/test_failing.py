"""Whatever is wrong with Elasticsearch, the database answers and nobody's words are told."""

import logging
import traceback
from types import SimpleNamespace

import pytest

from publication.readers.unapplied import unapplied
from search import conf, failover
from search.engines import EngineFailed, first
from search.indexing import RELAY, STEP
from search.models import FollowedIndex
from search.query import Sought
from tests.search.conftest import ids

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]
WORDS = "Putri from Malang"
# The discard port, where nobody listens.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(params=["refused", "portless", "missing", "guessed"])
def broken(request, settings, elasticsearch, elasticsearch_index):
    """No server, no address, no index, or one that the engine made by itself with fields it guessed."""
    if request.param == "refused":
        settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = NOWHERE
    elif request.param == "portless":
        settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = "http://127.0.0.1"
    else:
        settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = f"{elasticsearch_index}-{request.param}"
        FollowedIndex.objects.create(name=conf.elasticsearch_index())
    if request.param != "guessed":
        yield request.param
        return
    guessed = conf.elasticsearch_index()
    elasticsearch.index(index=guessed, id="1", document={"alias": "Tam"}, refresh=True)
    yield request.param
    elasticsearch.indices.delete(index=guessed)


def test_whatever_is_wrong_with_it_the_database_answers_and_one_line_says_so(find, fisher, broken, caplog):
    with caplog.at_level(logging.DEBUG):
        for _request in range(3):
            answer = find(q="engines")
            assert (answer["engine"], ids(answer)) == ("embedded", [fisher])
    errors = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record.name for record in errors] == ["search.failover"]


def test_it_recovers_by_itself(find, fisher, settings, monkeypatch, caplog):
    clock = SimpleNamespace(monotonic=lambda: 0.0)
    monkeypatch.setattr(failover, "time", clock)
    there, settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL, NOWHERE
    assert find(q="engines")["engine"] == "embedded"
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = there
    assert find(q="engines")["engine"] == "embedded"  # not asked again so soon
    clock.monotonic = lambda: 60.0
    with caplog.at_level(logging.INFO, logger="search.failover"):
        assert find(q="engines")["engine"] == "elasticsearch"
    assert "answers again" in caplog.text


def test_no_word_of_a_search_is_in_a_failure_or_a_log(broken, caplog):
    sought = Sought(words=tuple(WORDS.split()), exact=(WORDS,))
    with caplog.at_level(logging.DEBUG), pytest.raises(EngineFailed) as failure:
        first().search(sought, unapplied(STEP, RELAY))
    assert failure.value.__context__ is None
    said = [*traceback.format_exception(failure.value), *map(logging.Formatter().format, caplog.records)]
    assert not any(word in text for word in ("Putri", "Malang", "putri", "malang") for text in said)
