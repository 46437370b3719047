"""What becomes of a case shows in search: taken back, at once; else with the next round of the worker."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from payments.actions.campaigns import close_campaign
from payments.worker import tick as money
from publication.actions.consents import record_consent
from publication.actions.erase import erase
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import Consent, OutboxEntry, PublicationTerm, PublicRecord
from publication.outbox import drain
from search import documents, engines
from search.engines.embedded import asking, rows
from search.indexing import align
from search.models import IndexedArea, IndexedRecord
from search.verification import Fault, differences, repair
from tests.search.conftest import ids, person, place

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def said(client, find):
    """All that a stranger can learn of stories by searching, for a word that Somchai's has."""

    def _said():
        answer = find(q="workshop")
        counts = sum(sum(counted.values()) for counted in find()["facets"].values())
        areas = [(area["code"], area["count"]) for area in find()["areas"]]
        suggested = [
            suggestion["text"]
            for typed in ("som", "ray")
            for suggestion in client.get("/api/v1/search/suggest/", {"q": typed}).json()["results"]
        ]
        return ids(answer), find()["total"], counts, areas, suggested

    return _said


NOTHING = ([], 0, 0, [], [])


def term_of(public_id):
    return PublicationTerm.objects.get(public_id=public_id)


def test_a_withdrawal_shows_before_any_worker_has_run_and_goes_on_showing(fisher, said):
    assert said() == ([fisher], 1, 4, [("THA-1", 1)], ["Somchai", "Rayong"])
    withdraw(fisher, person("officer"), "asked for it")
    assert IndexedRecord.objects.filter(subject=fisher).exists(), "no worker has run"
    assert said() == NOTHING
    drain()
    assert said() == NOTHING
    assert engines.default().known() == {}
    assert not IndexedArea.objects.exists()


def test_however_many_cases_wait_they_are_left_out_by_one_condition(find, fisher, seamstress):
    with CaptureQueriesContext(connection) as before:
        assert find()["total"] == 2
    entries = [OutboxEntry(kind="withdrawal", payload={"public_id": f"c{n:019}"}) for n in range(300)]
    OutboxEntry.objects.bulk_create([*entries, OutboxEntry(kind="withdrawal", payload={"public_id": fisher})])
    with CaptureQueriesContext(connection) as after:
        assert find()["total"] == 1
    assert len(after) <= len(before)
    assert max(len(query["sql"]) for query in after) <= max(len(query["sql"]) for query in before)


def test_a_consent_that_has_run_out_shows_at_once(fisher, said):
    ended = timezone.now() - timedelta(seconds=1)
    Consent.objects.update(expires_at=ended, version=F("version") + 1)
    # As if it had been recorded so: nothing was queued, time went by.
    IndexedRecord.objects.update(expires_at=ended)
    assert said() == NOTHING


def test_a_consent_that_was_cut_short_shows_before_the_worker_has_run(fisher, said):
    record_consent(term_of(fisher), ["en"], [], timezone.now() + YEAR, by=person("officer"))
    assert said() == NOTHING
    drain()
    assert said() == NOTHING
    record_consent(term_of(fisher), ["en"], ["site_api"], timezone.now() + YEAR, by=person("officer"))
    drain()
    assert said()[0] == [fisher]


def test_a_recall_shows_at_once_and_ends_with_a_release_whose_words_are_the_new_ones(
    fisher, said, find, released
):
    recall(fisher, None, person("reviewer"), "a place was too small")
    assert said() == NOTHING
    drain()
    assert said() == NOTHING
    rayong = place("THA-1", "Rayong")
    released("Somchai", "He bakes bread.", "small_business", "fishing", rayong, term=term_of(fisher))
    assert (ids(find(q="bread")), ids(find(q="workshop"))) == ([fisher], [])


def test_until_the_index_knows_of_a_release_it_answers_nothing_for_the_case(
    fisher, find, released, monkeypatch
):
    monkeypatch.setattr("tests.search.conftest.drain", lambda: 0)
    rayong = place("THA-1", "Rayong")
    released("Somchai", "He bakes bread.", "small_business", "fishing", rayong, term=term_of(fisher))
    assert ids(find(q="workshop")) == ids(find(q="bread")) == []
    drain()
    assert (ids(find(q="workshop")), ids(find(q="bread"))) == ([], [fisher])


def test_each_case_counts_once_in_the_language_that_is_shown(find, seamstress):
    for asked in ("", "en", "id", "th", "nonsense"):
        answer = find(locale=asked)
        assert (answer["total"], answer["facets"]["status"]) == (1, {"open": 1}), asked
    assert ids(find(q="mesin", locale="id")) == ids(find(q="machine", locale="th")) == [seamstress]
    # Told in Indonesian, and there in other words.
    assert ids(find(q="wants", locale="id")) == []


def test_where_a_language_goes_another_one_serves_those_who_ask_for_it(find, seamstress):
    term = term_of(seamstress)
    record_consent(term, ["en"], ["site_api"], timezone.now() + YEAR, by=person("officer"))
    drain()
    assert ids(find(q="mesin", locale="id")) == []
    assert ids(find(q="wants", locale="id")) == [seamstress]
    recall(seamstress, "en", person("reviewer"))
    record_consent(term, ["en", "id"], ["site_api"], timezone.now() + YEAR, by=person("officer"))
    drain()
    assert [card["locale"] for card in find(q="mesin")["results"]] == ["id"]


def test_a_language_that_was_narrowed_away_is_found_by_nobody_before_the_worker_has_run(find, seamstress):
    record_consent(term_of(seamstress), ["en"], ["site_api"], timezone.now() + YEAR, by=person("officer"))
    assert (ids(find(q="mesin", locale="id")), find(locale="id")["total"]) == ([], 0)


def test_a_case_that_takes_no_gift_any_more_is_counted_as_such(find, fisher):
    close_campaign(term_of(fisher).campaign_ref)
    money()
    drain()
    assert find()["facets"]["status"] == {"closed": 1}
    assert (ids(find(status="closed")), ids(find(status="open"))) == ([fisher], [])


def test_erasure_leaves_no_word_of_a_case_in_the_index(fisher, seamstress):
    (document,) = PublicRecord.objects.filter(subject=fisher)
    withdraw(fisher, person("officer"), "asked for it")
    # Even where no worker ever ran.
    assert erase(term_of(fisher).case_ref, person("officer"))["search-index"] == 1
    assert document.pk not in engines.default().known()
    assert set(IndexedRecord.objects.values_list("subject", flat=True)) == {seamstress}


def test_what_is_left_of_a_record_in_table_or_full_text_alone_is_not_taken_for_indexed(fisher):
    engine = engines.default()
    ((record, known),) = engine.known().items()
    (row,) = IndexedRecord.objects.all()
    row.delete()
    asking.full_text().write([rows.row(documents.of_subjects([fisher])[0])])
    # PostgreSQL's words went with the row; SQLite's stand in a table of their own.
    assert known not in engine.known().values()
    align(engine, fisher)
    assert engine.known() == {record: known}


def test_words_altered_past_us_in_the_full_text_alone_are_a_difference_and_put_right(fisher):
    engine = engines.default()
    known = engine.known()
    (row,) = IndexedRecord.objects.all()
    # What the table has is left as it was.
    row.story += "altered "
    asking.full_text().write([row])
    assert [one.fault for one in differences(engine)] == [Fault.STALE]
    repair(engine, differences(engine))
    assert (differences(engine), engine.known()) == ([], known)
