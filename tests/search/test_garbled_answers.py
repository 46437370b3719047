"""What answers in the engine's place is no engine, or tells of a part: the database answers."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search import conf, failover
from search.models import FollowedIndex
from tests.search.conftest import ids

pytestmark = pytest.mark.django_db
INDEX = "tests-garbled"
JSON = "application/json"
NO_BUCKETS = {name: {"buckets": []} for name in ("need", "exploitation", "region", "status", "area")}
EMPTY = {
    "timed_out": False,
    "_shards": {"total": 1, "successful": 1, "failed": 0},
    "hits": {"total": {"value": 0}, "hits": []},
    "aggregations": {
        **NO_BUCKETS,
        "strict": {"doc_count": 0, **NO_BUCKETS},
        "story": {"texts": {"buckets": []}},
        "region": {"buckets": [], "texts": {"buckets": []}},
    },
}
HIT_OF_NOBODY = {"_id": "engines", "fields": {"digest": ["0"], "area": [""]}, "matched_queries": []}
HIT_WITHOUT_AN_AREA = {"_id": "1", "fields": {"digest": ["0"]}, "matched_queries": []}
GARBLED = {
    "a page": ("text/html", "<html>engines Som</html>"),
    "nothing": (JSON, "null"),
    "a list": (JSON, "[]"),
    "no members": (JSON, "{}"),
    "half a text": (JSON, '{"hits": {"hi'),
    "no figures": (JSON, json.dumps({**EMPTY, "aggregations": {}})),
    "a part of its shards": (JSON, json.dumps({**EMPTY, "_shards": {"total": 2, "failed": 1}})),
    "what it found in time": (JSON, json.dumps({**EMPTY, "timed_out": True})),
}


@pytest.fixture
def says(settings, monkeypatch):
    """Has the engine's address answer everything with this, as an Elasticsearch would by its headers."""
    told = {}

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            content_type, body = told["answer"]
            self.send_response(200)
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_arguments):
            """To nobody."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever).start()
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = f"http://127.0.0.1:{server.server_port}"
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = INDEX
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_SECONDS = 10
    FollowedIndex.objects.create(name=conf.elasticsearch_index())

    def _says(answer):
        monkeypatch.setattr(failover, "breaker", failover.Breaker())
        told["answer"] = answer

    yield _says
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("garbled", GARBLED)
def test_the_database_answers_for_an_engine_that_talks_nonsense(
    client, settings, fisher, says, garbled, caplog
):
    says(GARBLED[garbled])
    with caplog.at_level(logging.DEBUG):
        found = client.get("/api/v1/search/", {"q": "engines"}).json()
        assert (found["engine"], ids(found)) == ("embedded", [fisher])
        says(GARBLED[garbled])
        begun = client.get("/api/v1/search/suggest/", {"q": "Som"}).json()
        assert (begun["engine"], [one["text"] for one in begun["results"]]) == ("embedded", ["Somchai"])
        says(GARBLED[garbled])
        assert "Somchai" in client.get("/en/cases/").content.decode()
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(said) == 3 and all("the database answers until it is back" in line for line in said)
    assert not any("engines" in line.removeprefix("Search engine") or "Som" in line for line in said)


def test_a_whole_answer_is_believed(client, fisher, says):
    says((JSON, json.dumps(EMPTY)))
    found = client.get("/api/v1/search/", {"q": "engines"}).json()
    assert (found["engine"], found["total"]) == ("elasticsearch", 0)


def test_an_index_of_an_earlier_version_is_not_asked_for_hits(client, fisher, says, caplog):
    says((JSON, json.dumps({**EMPTY, "hits": {"total": {"value": 1}, "hits": [HIT_WITHOUT_AN_AREA]}})))
    assert ids(client.get("/api/v1/search/", {"q": "engines"}).json()) == [fisher]
    assert "run rebuild_search" in caplog.text


def test_a_hit_that_no_record_has_the_key_of_is_no_answer(client, fisher, says):
    says((JSON, json.dumps({**EMPTY, "hits": {"total": {"value": 1}, "hits": [HIT_OF_NOBODY]}})))
    assert ids(client.get("/api/v1/search/", {"q": "engines"}).json()) == [fisher]
