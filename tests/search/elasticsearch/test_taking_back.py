"""What was taken back, ran out or was corrected: neither held nor counted nor brought back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import OutboxEntry, PublicationTerm
from publication.outbox import drain, drain_outside
from search import documents
from search.engines import first
from tests.search.conftest import ids, person
from tests.search.elasticsearch.index import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]


def test_an_old_word_never_brings_back_what_was_withdrawn(fisher, elasticsearch, elasticsearch_index):
    slow = documents.of_subjects([fisher])
    withdraw(fisher, person("officer"), "asked for it")
    drain()
    drain_outside()
    # A worker that had read the story before, and only now gets through.
    first().put(slow)
    assert held(elasticsearch_index, elasticsearch)[0] == set()


@pytest.fixture
def set_back(monkeypatch):
    """Sets the database's clock back by an hour."""
    clock = documents.clock
    return lambda: monkeypatch.setattr(documents, "clock", lambda: clock() - 3_600_000_000)


def test_a_removal_wins_though_the_databases_clock_was_set_back(
    fisher, elasticsearch, elasticsearch_index, set_back
):
    withdraw(fisher, person("officer"), "asked for it")
    set_back()
    drain()
    drain_outside()
    assert held(elasticsearch_index, elasticsearch)[0] == set()


def test_corrected_words_win_though_the_databases_clock_was_set_back(find, fisher, released, set_back):
    recall(fisher, None, person("reviewer"), "a place was too small")
    set_back()
    term = PublicationTerm.objects.get(public_id=fisher)
    released("Somchai", "He bakes bread.", "small_business", "fishing", term=term)
    assert (ids(find(q="bread")), ids(find(q="workshop"))) == ([fisher], [])
    assert OutboxEntry.objects.filter(kind="search_index", done_at=None).count() == 0


def test_what_is_released_again_is_found_again(find, fisher, elasticsearch, elasticsearch_index):
    (document,) = documents.of_subjects([fisher])
    first().remove([document.pk])
    assert find(q="engines")["results"] == []
    first().put(documents.of_subjects([fisher]))
    assert ids(find(q="engines")) == [fisher]


def test_a_withdrawal_that_the_engine_was_not_told_of_is_gone_from_every_figure(
    client, find, fisher, seamstress
):
    withdraw(fisher, person("officer"), "asked for it")
    answer = find()
    assert answer["engine"] == "elasticsearch"
    assert (ids(answer), answer["total"]) == ([seamstress], 1)
    assert answer["facets"]["need"] == {"education_and_skills": 1}
    assert [area["code"] for area in answer["areas"]] == ["IDN-538"]
    assert client.get("/api/v1/search/suggest/", {"q": "Som"}).json()["results"] == []


def test_a_consent_that_ran_out_counts_nowhere(find, fisher, elasticsearch, elasticsearch_index):
    (document,) = documents.of_subjects([fisher])
    past = document.expires_at.replace(year=2020)
    first().put([replace(document, expires_at=past, as_of=documents.clock())])
    answer = find()
    assert (answer["engine"], answer["total"], answer["facets"]["need"]) == ("elasticsearch", 0, {})


def test_what_is_found_by_words_that_are_no_longer_the_public_ones_is_not_shown(find, fisher, seamstress):
    (document,) = documents.of_subjects([fisher])
    former = {"digest": "0" * 64, "summary": "He was beaten by Mei.", "as_of": documents.clock()}
    first().put([replace(document, **former)])
    answer = find(q="beaten")
    assert (answer["engine"], answer["results"], answer["total"]) == ("elasticsearch", [], 0)
    assert ids(find()) == [seamstress]


def test_a_consent_ends_by_the_databases_clock(find, fisher, monkeypatch):
    """A web process whose own clock is late counts nobody whose consent has ended."""
    (document,) = documents.of_subjects([fisher])
    past = document.expires_at.replace(year=2020)
    first().put([replace(document, expires_at=past, as_of=documents.clock())])
    monkeypatch.setattr(timezone, "now", lambda: past - timedelta(days=1))
    answer = find(q="engines")
    assert (answer["engine"], answer["total"], answer["facets"]["need"]) == ("elasticsearch", 0, {})
