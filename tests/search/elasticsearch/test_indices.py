"""Indices on the cluster: each site has its own, made by a rebuild and by nothing else."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from search import documents, failover
from search.engines import EngineFailed, first
from search.engines.elasticsearch import client as clients
from search.engines.elasticsearch import engine, indices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]


def test_the_engines_own_slow_logs_are_off(elasticsearch, elasticsearch_index):
    (index,) = elasticsearch.indices.get_settings(index=elasticsearch_index, flat_settings=True).values()
    slow = {name: value for name, value in index["settings"].items() if ".slowlog.threshold." in name}
    assert len(slow) == 12
    assert set(slow.values()) == {"-1"}


def test_nothing_is_written_before_an_index_was_made(settings, fisher, elasticsearch, elasticsearch_index):
    settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = f"{elasticsearch_index}-never-made"
    with pytest.raises(EngineFailed, match="rebuild_search"):
        first().put(documents.of_subjects([fisher]))
    assert not elasticsearch.indices.exists(
        index=f"{elasticsearch_index}-never-made*", allow_no_indices=False
    )


def test_an_index_that_has_gone_is_not_made_again_by_a_late_change(fisher, elasticsearch):
    writer = clients.writing()
    name = indices.make(writer)
    elasticsearch.indices.delete(index=name)
    put = {"verb": "index", "record": 1, "as_of": 1, "entry": {"record": 1}}
    with pytest.raises(EngineFailed):
        indices.write(writer, [indices.door(name)], [put], refresh=True)
    assert not elasticsearch.indices.exists(index=name)


def test_a_rebuild_waits_for_an_engine_that_has_no_room(fisher, monkeypatch):
    write, answers, waited = indices.write, [clients.Busy("ApiError 429"), clients.Busy("ApiError 429")], []

    # The node is everybody's: to take its room from it would take it from the tests beside us.
    def written(*arguments, **options):
        if answers:
            raise answers.pop()
        return write(*arguments, **options)

    monkeypatch.setattr(indices, "write", written)
    monkeypatch.setattr(engine, "time", SimpleNamespace(sleep=waited.append))
    assert (first().rebuild(lambda _done, _total: None), waited) == (1, [0.5, 1])


def test_a_site_leaves_the_index_beside_its_own_alone(elasticsearch, elasticsearch_index):
    beside = f"{elasticsearch_index}-staging-{'0' * 32}"
    elasticsearch.indices.create(index=beside)
    builder = clients.building()
    indices.take_over(builder, indices.make(builder))
    assert elasticsearch.indices.exists(index=beside)


def test_another_site_on_the_cluster_has_its_own_index(find, fisher, elasticsearch, settings, monkeypatch):
    """Its settings name no other index: a second site, or a copy of this one with a key of its own."""
    ours = indices.behind(elasticsearch)
    settings.SECRET_KEY = "the key of another site"
    assert indices.behind(elasticsearch) == []
    with pytest.raises(EngineFailed, match="rebuild_search"):
        first().put(documents.of_subjects([fisher]))
    assert find(q="engines")["engine"] == "embedded"
    call_command("rebuild_search", "--engine", "elasticsearch", stdout=StringIO())
    theirs = indices.behind(elasticsearch)
    monkeypatch.setattr(failover, "breaker", failover.Breaker())
    assert find(q="engines")["engine"] == "elasticsearch"
    settings.SECRET_KEY = "tests only, protects nothing"
    assert indices.behind(elasticsearch) == ours
    assert not set(ours) & set(theirs)
    elasticsearch.indices.delete(index=theirs)
