"""What Elasticsearch adds, and what it must never hold, say or bring back."""

import json
import logging
import traceback
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import OutboxEntry, PublicationTerm, PublicRecord
from publication.outbox import drain, drain_outside, retry
from publication.readers.unapplied import Unapplied
from search import documents, failover
from search.engines import EngineFailed, first
from search.engines.elasticsearch import client as clients
from search.engines.elasticsearch import engine, indices
from search.models import FollowedIndex
from search.query import Sought
from tests.search.conftest import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("elasticsearch")]
WORDS = "Putri from Malang"
# The discard port, where nobody listens.
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def find(client):
    def _find(**query):
        return client.get("/api/v1/search/", query).json()

    return _find


def ids(answer):
    return [card["id"] for card in answer["results"]]


def held(index, elasticsearch):
    """Everything the index holds, texts and tokens both."""
    elasticsearch.indices.refresh(index=index)
    hits = elasticsearch.search(index=index, size=1000)["hits"]["hits"]
    tokens = [
        elasticsearch.termvectors(index=index, id=hit["_id"], fields=["*"])["term_vectors"] for hit in hits
    ]
    return {int(hit["_id"]) for hit in hits}, json.dumps(
        [[hit["_source"] for hit in hits], tokens]
    ).casefold()


def test_a_typo_finds_what_it_is_near_to_where_nothing_is_spelled_so(find, fisher, seamstress):
    answer = find(q="enginse wrokshop")
    assert (ids(answer), answer["total"]) == ([fisher], 1)
    assert answer["facets"]["need"] == {"small_business": 1}
    assert [area["code"] for area in answer["areas"]] == ["THA-1"]


def test_who_spelled_rightly_is_shown_no_near_miss(find, released):
    boat, coat = (released(name, f"Wants a {thing}.") for name, thing in (("Tam", "coat"), ("Lin", "coats")))
    goat = released("Ari", "Wants a goat.")
    answer = find(q="goat")
    assert (ids(answer), answer["total"]) == ([goat], 1)
    assert answer["facets"]["status"] == {"open": 1}
    assert set(ids(find(q="coat"))) == {boat, coat}


def test_who_has_waited_for_many_years_is_lifted_no_less_than_who_has_for_some(find, released):
    today = timezone.localdate()
    waited = {released(name, "Wants a coat."): years for name, years in (("Tam", 4), ("Lin", 9))}
    first().put(
        [
            replace(document, waiting_since=today - timedelta(days=366 * waited[document.subject]))
            for document in documents.of_subjects(waited)
        ]
    )
    some, many = waited
    assert ids(find(q="coat")) == [many, some]


def test_quoted_words_are_forgiven_nothing(find, fisher):
    assert ids(find(q='"mends engines"')) == [fisher]
    assert ids(find(q='"mend engines"')) == []
    assert ids(find(q='"mends enginse"')) == []


def test_the_passage_is_shown_with_what_was_found_in_it(find, fisher):
    (hit,) = find(q="engine")["results"]
    text, marks = hit["highlight"]["text"], hit["highlight"]["marks"]
    assert [text[start:end] for start, end in marks] == ["engines"]


def test_thai_is_read_by_words_and_chinese_by_pairs(find, released):
    words = {"th": "เขาทำงานบนเรือประมง", "zh-hans": "她会缝纫，想要一台自己的缝纫机。"}
    tam = released("Tam", "He went to sea.", locales=("en", "th", "zh-hans"), translated=words)
    for locale, word in (("th", "ประมง"), ("zh-hans", "缝纫")):
        (hit,) = find(q=word, locale=locale)["results"]
        assert (hit["id"], hit["locale"]) == (tam, locale)
        text = hit["highlight"]["text"]
        assert word in [text[start:end] for start, end in hit["highlight"]["marks"]]


def test_the_index_read_whole_holds_what_is_public_and_nothing_else(
    released, fisher, elasticsearch, elasticsearch_index
):
    hidden = released("Hiddenalias", "A withdrawn summaryword.")
    undone = released("Undonealias", "A recalled summaryword.")
    withdraw(hidden, person("officer"), "asked for it in reasonword")
    recall(undone, None, person("reviewer"), "a place was reasonword")
    drain()
    drain_outside()
    keys, text = held(elasticsearch_index, elasticsearch)
    assert keys == set(PublicRecord.objects.filter(subject=fisher).values_list("pk", flat=True))
    assert "somchai" in text
    for word in ("hiddenalias", "undonealias", "summaryword", "reasonword", "file of", "reviewer", "editor"):
        assert word not in text


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


@pytest.fixture(params=["refused", "portless", "missing", "guessed"])
def broken(request, settings, elasticsearch, elasticsearch_index):
    """No server, no address, no index, or one that the engine made by itself with fields it guessed."""
    if request.param == "refused":
        settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = NOWHERE
    elif request.param == "portless":
        settings.SIXDEGREE_SEARCH_ELASTICSEARCH_URL = "http://127.0.0.1"
    else:
        settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX = f"{elasticsearch_index}-{request.param}"
        FollowedIndex.objects.create(name=settings.SIXDEGREE_SEARCH_ELASTICSEARCH_INDEX)
    guessed = f"{elasticsearch_index}-guessed"
    if request.param == "guessed":
        elasticsearch.index(index=guessed, id="1", document={"alias": "Tam"}, refresh=True)
    yield request.param
    elasticsearch.options(ignore_status=404).indices.delete(index=guessed)


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
        first().search(sought, Unapplied())
    assert failure.value.__context__ is None
    said = [*traceback.format_exception(failure.value), *map(logging.Formatter().format, caplog.records)]
    assert not any(word in text for word in ("Putri", "Malang", "putri", "malang") for text in said)


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
