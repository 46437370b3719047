import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import cache

from django.db.models import Value
from django.db.models.functions import Now
from elasticsearch import Elasticsearch as Client

from payments.statements import Among, Statement
from publication.readers.unapplied import Unapplied
from search import conf, documents
from search.analysis.terms import terms
from search.document import Document, documents_alone
from search.engines import EngineFailed, Progress
from search.engines.elasticsearch import answers, client, indices, queries
from search.engines.elasticsearch.client import ask
from search.engines.elasticsearch.entries import entry, seal
from search.models import FollowedIndex
from search.query import Found, Sought, Suggestion

_SCAN = 1000
# A question with more ids than this takes long to be read; the database leaves out any number.
_LEFT_OUT = 10_000
_ATTEMPTS = 3
# Seconds that a rebuild waits for an engine without room, each after another try.
_PAUSES = (0.5, 1, 2, 4, 8, 16)
# Parts of a rebuild that the engine is given while the next is read.
_AHEAD = 2
# Stands for the index among ids of cases.
_INDEX = ""


class Elasticsearch:
    """As `Engine` says. Every method may raise `EngineFailed`, and none says what was asked."""

    name = "elasticsearch"
    lacks: Sequence[str] = ()
    outside = True

    def search(self, sought: Sought, unapplied: Unapplied) -> Found:
        wanted = terms(sought)
        if wanted is None:
            return Found()
        body = queries.search(sought, wanted, *_known_now(unapplied))
        answer = client.search(conf.elasticsearch_index(), body)
        return answers.understood(lambda told: answers.found(told, sought.locale), answer)

    def suggest(self, text: str, locale: str, limit: int, unapplied: Unapplied) -> list[Suggestion]:
        body = queries.suggest(text, locale, limit, *_known_now(unapplied))
        answer = client.search(conf.elasticsearch_index(), body)
        return answers.understood(lambda told: answers.suggestions(told, limit), answer)

    def alone(self) -> AbstractContextManager[None]:
        """It knows the older word by its version."""
        return nullcontext()

    def put(self, documents: Sequence[Document]) -> None:
        """A word older than what the engine has of a record, a removal above all, changes nothing."""
        public, writer = documents_alone(documents), client.writing()
        _write(writer, indices.doors(writer), map(_put, public), refresh=True)

    def remove(self, records: Collection[int]) -> None:
        writer = client.writing()
        now = documents.clock()
        _write(writer, indices.doors(writer), [_removal(record, now) for record in records], refresh=True)

    def rebuild(self, progress: Progress) -> int:
        """Into a new index, which takes every change from its first moment and is read from its last on."""
        builder = client.building()
        if not FollowedIndex.objects.filter(name=conf.elasticsearch_index()).exists():
            # Was told of no change since: what was withdrawn meanwhile is in it, and it would be asked below.
            indices.drop(builder)
        # From here on every worker leaves a word for it, also one that has no address of it.
        FollowedIndex.objects.get_or_create(name=conf.elasticsearch_index())
        name, total, done = indices.make(builder), documents.total(), 0
        for count in _filled(builder, name):
            done += count
            progress(done, max(done, total))
        indices.take_over(builder, name)
        return done

    def known(self) -> dict[int, str]:
        return dict(self._known())

    def as_put(self, document: Document) -> str:
        return seal(entry(document))

    def holds(self, records: Collection[int]) -> int:
        query = {"terms": {"record": sorted(records)}}
        return int(ask(client.building().count, index=conf.elasticsearch_index(), query=query)["count"])

    def _known(self) -> Iterator[tuple[int, str]]:
        builder, alias = client.building(), conf.elasticsearch_index()
        ask(builder.indices.refresh, index=alias)
        after: list[int] | None = None
        while hits := ask(
            builder.search,
            index=alias,
            size=_SCAN,
            sort=["record"],
            source=True,
            search_after=after,
        )["hits"]["hits"]:
            yield from ((int(hit["_id"]), seal(hit["_source"])) for hit in hits)
            after = hits[-1]["sort"]


def _known_now(unapplied: Unapplied) -> tuple[frozenset[str], datetime]:
    """Cases that this answer must not know, and now, by the clock that says when a consent has ended.

    Raises `EngineFailed` where it could know one of them all the same: no index is told of changes, or more
    wait than a question can carry.
    """
    rows = _told(unapplied, _LEFT_OUT + 2).rows([conf.elasticsearch_index()])
    if len(rows) > _LEFT_OUT + 1:
        raise EngineFailed(f"more than {_LEFT_OUT} cases wait to be indexed")
    moments = [now for subject, now in rows if subject == _INDEX]
    if not moments:
        raise EngineFailed("no index that is told of changes: run rebuild_search")
    return frozenset(subject for subject, _now in rows if subject != _INDEX), moments[0]


@cache
def _told(unapplied: Unapplied, most: int) -> Statement:
    """Both in one statement. The moment is that of the statement, and the same in each row."""
    index = FollowedIndex.objects.filter(Among("name")).values_list(Value(_INDEX), Now())
    waiting = unapplied.public_ids.values_list("public_id", Now())
    return Statement(lambda: index.union(waiting)[:most])


def _filled(builder: Client, name: str) -> Iterator[int]:
    """Puts everything into this index and tells of each part how many it were. The engine works beside us."""
    doors, under_way = [indices.door(name)], deque[tuple[int, Future[dict[int, int]]]]()
    with ThreadPoolExecutor(_AHEAD) as senders:
        for part in documents.everything():
            put = list(map(_put, part))
            under_way.append((len(put), senders.submit(_sent, builder, doors, put)))
            if len(under_way) > _AHEAD:
                yield _settled(builder, doors, *under_way.popleft())
        while under_way:
            yield _settled(builder, doors, *under_way.popleft())


def _sent(builder: Client, doors: Sequence[str], put: Sequence[indices.Operation]) -> dict[int, int]:
    """Another site on the same cluster may take all its room for a while: a rebuild waits for it."""
    for pause in _PAUSES:
        try:
            return indices.write(builder, doors, put, refresh=False)
        except client.Busy:
            time.sleep(pause)
    return indices.write(builder, doors, put, refresh=False)


def _settled(builder: Client, doors: Sequence[str], count: int, sent: Future[dict[int, int]]) -> int:
    """What was refused is read again here: a sender has no connection to the database."""
    if held := sent.result():
        _write(builder, doors, _read_again(held), refresh=False)
    return count


def _write(
    writer: Client, doors: Sequence[str], operations: Iterable[indices.Operation], refresh: bool
) -> None:
    """Raises `EngineFailed` for what was refused each time.

    What claims a later moment may be older all the same, where the database's clock was set back. So a record
    that is refused is read again, which is later than all that the engine has, and claims a moment after it.
    """
    for _attempt in range(_ATTEMPTS):
        held = indices.write(writer, doors, operations, refresh)
        if not held:
            return
        operations = _read_again(held)
    raise EngineFailed(f"{len(held)} changes were refused {_ATTEMPTS} times for newer ones")


def _read_again(held: Mapping[int, int]) -> list[indices.Operation]:
    public = {document.pk: document for document in documents.of_records(held)}
    now = documents.clock()
    changes = [_put(public[record]) if record in public else _removal(record, now) for record in sorted(held)]
    return [{**change, "as_of": max(change["as_of"], held[change["record"]] + 1)} for change in changes]


def _removal(record: int, as_of: int) -> indices.Operation:
    return {"verb": "delete", "record": record, "as_of": as_of}


def _put(document: Document) -> indices.Operation:
    return {"verb": "index", "record": document.pk, "as_of": document.as_of, "entry": entry(document)}
