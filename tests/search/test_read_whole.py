"""An index read whole, past every search: it holds what is public, and nothing else that was written."""

import json

import pytest
from django.db import connection

from publication.actions.recall import recall
from publication.actions.release import release
from publication.actions.withdraw import withdraw
from publication.models import PublicRecord
from publication.outbox import drain, drain_outside
from search import engines
from search.models import IndexedArea, IndexedRecord
from tests.publication.stories import frozen, may_sign, page_story, signed, update_story
from tests.search.conftest import person, place, story
from tests.search.elasticsearch.index import held as read_outside

pytestmark = pytest.mark.django_db
STRANGERS = ("unsignedword", "pageword", "updateword", "hiddenalias", "undonealias", "summaryword")
OTHERS = (*STRANGERS, "reasonword", "file of", "reviewer", "editor")


@pytest.fixture
def held(request, engine):
    """Keys of all that the engine holds, and all its texts and tokens in small letters."""
    if engine == "embedded":
        return embedded
    index = request.getfixturevalue("elasticsearch_index")
    client = request.getfixturevalue("elasticsearch")
    return lambda: read_outside(index, client)


def embedded():
    rows = [*IndexedRecord.objects.values(), *IndexedArea.objects.values()]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # Its own list of what it finds by, where a deleted word could linger.
            cursor.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.found_by"
                " USING fts5vocab(main, sixdegree_search_words, instance)"
            )
            cursor.execute("SELECT doc, term FROM temp.found_by")
        else:
            cursor.execute("SELECT record, vector::text, foremost::text FROM sixdegree_search_indexedrecord")
        tokens = cursor.fetchall()
    keys = {row["record"] for row in rows if "record" in row} | {key for key, *_words in tokens}
    return keys, json.dumps([rows, tokens], default=str, ensure_ascii=False).casefold()


def test_the_index_read_whole_holds_what_is_public_and_nothing_else(engine, held, released, fisher):
    editor, reviewer = person("editor"), may_sign(person("reviewer"))
    hidden = released("Hiddenalias", "A withdrawn summaryword.")
    undone = released("Undonealias", "A recalled summaryword.")
    assert {"hiddenalias", "undonealias", "summaryword", "somchai"} <= said(held, "somchai")
    for content in (
        page_story("p" * 20, title="A pageword", intro="A pageword."),
        update_story(fisher, "u" * 20, title="An updateword"),
    ):
        release([signed(frozen(content, editor), reviewer)], reviewer)
    newer = story(fisher, "en", "Somchai", "An unsignedword.", "medical", "fishing", place("THA-1", "Rayong"))
    frozen(newer, editor)
    withdraw(hidden, person("officer"), "asked for it in reasonword")
    recall(undone, None, person("reviewer"), "a place was reasonword")
    drain()
    drain_outside()
    public = set(PublicRecord.objects.filter(kind="case", subject=fisher).values_list("pk", flat=True))
    assert (held()[0], said(held, "somchai")) == (public, {"somchai"})
    engines.named(engine).rebuild(lambda _done, _total: None)
    assert (held()[0], said(held, "somchai")) == (public, {"somchai"})


def said(held, *more):
    _keys, text = held()
    return {word for word in (*OTHERS, *more) if word in text}
