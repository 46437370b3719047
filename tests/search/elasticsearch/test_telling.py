"""Whoever writes the index, whoever does not, and an engine taken up or given up."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publication.actions.withdraw import withdraw
from publication.models import OutboxEntry
from publication.outbox import drain, drain_outside, retry
from search import documents, failover
from search.engines import EngineFailed, first
from search.engines.elasticsearch import engine
from search.models import FollowedIndex
from tests.search.conftest import ids, person
from tests.search.elasticsearch.index import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]


def test_the_engine_is_told_outside_of_the_workers_own_work(fisher):
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    (entry,) = OutboxEntry.objects.filter(kind="search_index", done_at=None)
    assert entry.payload == {"public_id": fisher, "cause": "withdrawal"}


def test_a_worker_without_its_address_leaves_what_the_engine_must_be_told_for_one_that_has_it(
    find, fisher, settings, elasticsearch, elasticsearch_index
):
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    there, settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL, ""
    drain_outside()
    assert OutboxEntry.objects.filter(kind="search_index", done_at=None).exists()
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = there
    answer = find()
    assert (answer["engine"], answer["total"], answer["areas"]) == ("elasticsearch", 0, [])
    retry()
    drain_outside()
    assert held(elasticsearch_index, elasticsearch)[0] == set()


def test_a_worker_that_never_had_its_address_leaves_word_of_what_it_must_be_told(
    find, fisher, settings, elasticsearch, elasticsearch_index
):
    there, settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL, ""
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    drain_outside()
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = there
    answer = find()
    assert (answer["engine"], answer["total"], answer["areas"]) == ("elasticsearch", 0, [])
    assert answer["facets"] == {"need": {}, "exploitation": {}, "region": {}, "status": {}}
    retry()
    drain_outside()
    assert held(elasticsearch_index, elasticsearch)[0] == set()


def test_an_index_that_nobody_tells_of_changes_is_not_asked(client, find, fisher):
    FollowedIndex.objects.all().delete()
    answer = find(q="engines")
    assert (answer["engine"], ids(answer)) == ("embedded", [fisher])
    suggested = client.get("/api/v1/search/suggest/", {"q": "Som"}).json()
    assert (suggested["engine"], len(suggested["results"])) == ("embedded", 1)


def test_who_takes_the_engine_up_again_is_answered_by_no_index_of_before(
    client, find, fisher, seamstress, settings, monkeypatch
):
    there, settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL, ""
    call_command("leave_elasticsearch", stdout=StringIO())
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    drain_outside()
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = there
    answers = []

    def asked_meanwhile():
        answers.append((find(), client.get("/api/v1/search/suggest/", {"q": "Som"}).json()))
        raise EngineFailed("broken off")
        yield

    monkeypatch.setattr(documents, "everything", asked_meanwhile)
    with pytest.raises(EngineFailed, match="broken off"):
        first().rebuild(lambda _done, _total: None)
    monkeypatch.undo()
    answers.append((find(), client.get("/api/v1/search/suggest/", {"q": "Som"}).json()))
    for found, suggested in answers:
        assert (ids(found), found["total"], suggested["results"]) == ([seamstress], 1, [])
        assert found["facets"]["need"] == {"education_and_skills": 1}
    first().rebuild(lambda _done, _total: None)
    monkeypatch.setattr(failover, "breaker", failover.Breaker())
    assert (find()["engine"], find()["total"]) == ("elasticsearch", 1)


def test_where_more_has_changed_than_it_can_be_told_with_a_question_the_database_answers(
    find, fisher, seamstress, released, monkeypatch
):
    monkeypatch.setattr(engine, "_LEFT_OUT", 1)
    narin = released("Narin", "He bakes bread.")
    withdraw(fisher, person("officer"), "asked for it")
    assert (find()["engine"], find()["total"]) == ("elasticsearch", 2)
    withdraw(seamstress, person("officer"), "asked for it")
    answer = find()
    assert (answer["engine"], ids(answer), answer["total"]) == ("embedded", [narin], 1)


def test_an_engine_that_was_given_up_is_told_and_asked_nothing(find, fisher, settings):
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    with pytest.raises(CommandError, match="still in the settings"):
        call_command("leave_elasticsearch")
    there, settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL, ""
    said = StringIO()
    call_command("leave_elasticsearch", stdout=said)
    assert said.getvalue() == "Elasticsearch is told of nothing any more; 1 changes waited for it.\n"
    assert not OutboxEntry.objects.filter(kind="search_index", done_at=None).exists()
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = there
    assert (find()["engine"], find()["total"]) == ("embedded", 0)
