"""The operator rebuilds an index while searches go on, and proves that it holds what is public."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from publication.actions.withdraw import withdraw
from publication.outbox import drain, drain_outside
from search import documents, engines
from search.management.progress import Bar
from tests.search.conftest import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def called(command, engine, *options):
    out, err = StringIO(), StringIO()
    failure = None
    try:
        call_command(command, "--engine", engine, *options, stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


@pytest.fixture
def find(client):
    def _find(**query):
        return {card["id"] for card in client.get("/api/v1/search/", query).json()["results"]}

    return _find


def test_a_rebuild_finds_everything_anew_and_says_how_far_it_is(find, engine, fisher, seamstress):
    index = engines.named(engine)
    index.remove(index.known())
    assert find(q="engines") == set()
    out, err, failure = called("rebuild_search", engine)
    assert (find(q="engines"), find(q="menjahit", locale="id")) == ({fisher}, {seamstress})
    assert failure is None
    assert out.startswith(f"{engine}: 3 records in ")
    assert err == f"{engine}: 3 of 3\n"


def test_what_is_withdrawn_during_a_rebuild_is_not_in_the_new_index(
    client, engine, fisher, seamstress, monkeypatch
):
    parts, asked = documents.everything, []

    def worker():
        drain()
        drain_outside()

    def withdrawn_after_it_was_read():
        for part in parts():
            asked.append(client.get("/api/v1/search/").json())
            withdraw(fisher, person("officer"), "asked for it")
            if engine == "elasticsearch":
                worker()
            yield part
            # In the database's own index it has to wait until the part is written.
            worker()

    monkeypatch.setattr(documents, "everything", withdrawn_after_it_was_read)
    called("rebuild_search", engine)
    monkeypatch.undo()
    # Meanwhile the index that there was answered.
    assert [(answer["engine"], answer["total"]) for answer in asked] == [(engine, 2)]
    assert set(engines.named(engine).known()) == {one.pk for one in documents.of_subjects([seamstress])}


def test_what_is_released_during_a_rebuild_is_in_the_new_index(find, engine, fisher, released, monkeypatch):
    parts = documents.everything

    def released_after_the_list_was_made():
        yield from parts()
        released("Melati", "She sews.")

    monkeypatch.setattr(documents, "everything", released_after_the_list_was_made)
    called("rebuild_search", engine)
    assert len(find()) == 2
    monkeypatch.undo()
    assert called("verify_search", engine)[2] is None


def test_a_planted_stray_and_a_planted_gap_are_named_and_put_right(engine, fisher, seamstress):
    index = engines.named(engine)
    (stray,) = documents.of_subjects([fisher])
    gap = documents.of_subjects([seamstress])[0]
    index.put([replace(stray, pk=999_999, as_of=documents.clock())])
    index.remove([gap.pk])
    _out, err, failure = called("verify_search", engine)
    assert set(err.splitlines()) == {
        f"{engine}: record 999999 of case (none) is indexed and not public",
        f"{engine}: record {gap.pk} of case {seamstress} is public and not indexed",
    }
    assert failure == "2 differences. --repair puts them right."
    out, _err, failure = called("verify_search", engine, "--repair")
    assert (out, failure) == (f"{engine}: 2 of 2 put right\n", None)
    assert called("verify_search", engine) == (f"{engine}: 0 differences from 3 public records\n", "", None)


def test_an_entry_of_old_words_is_stale(engine, fisher):
    (document,) = documents.of_subjects([fisher])
    engines.named(engine).put([replace(document, summary="Old words.", as_of=documents.clock())])
    _out, err, _failure = called("verify_search", engine)
    assert err == f"{engine}: record {document.pk} of case {fisher} is indexed as it no longer is\n"


ALTERED = {
    "alias": "Arthit of Ban Khlong",
    "serves": ("en", "", "th"),
    "need": ("medical",),
    "expires_at": datetime(2099, 1, 1, tzinfo=UTC),
}


@pytest.mark.parametrize("name", ALTERED)
def test_an_entry_that_somebody_altered_past_us_is_stale(engine, fisher, name):
    (document,) = documents.of_subjects([fisher])
    altered = replace(document, **{name: ALTERED[name]}, as_of=documents.clock())
    engines.named(engine).put([altered])
    _out, err, _failure = called("verify_search", engine)
    assert err == f"{engine}: record {document.pk} of case {fisher} is indexed as it no longer is\n"
    assert called("verify_search", engine, "--repair")[2] is None
    assert called("verify_search", engine)[2] is None


def test_what_the_outbox_is_about_to_tell_is_no_difference(engine, fisher):
    withdraw(fisher, person("officer"), "asked for it")
    assert called("verify_search", engine)[2] is None


def test_whoever_looks_on_sees_a_bar_fill():
    out = StringIO()
    out.isatty = lambda: True
    bar = Bar(OutputWrapper(out), "embedded")
    for done in (5, 10):
        bar(done, 10)
    half, whole = f"{'#' * 15:<30}", "#" * 30
    assert out.getvalue() == f"\rembedded [{half}] 5/10\rembedded [{whole}] 10/10\n"
