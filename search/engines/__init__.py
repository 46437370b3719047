"""Engines that find public records. The embedded one is always there; another may stand before it."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from django.utils.module_loading import import_string

from publication.readers.unapplied import Unapplied
from search import conf
from search.document import Document
from search.query import Found, Sought, Suggestion

EMBEDDED = "search.engines.embedded.Embedded"
ELASTICSEARCH = "search.engines.elasticsearch.Elasticsearch"


class EngineFailed(Exception):
    """The engine gave no answer in its time. Says what kind of failure it was, never what was asked."""


class Engine(Protocol):
    """Finds records among the documents that were put.

    `name` stands in the answer, `lacks` with it: what this engine cannot do. `outside` tells that it runs
    elsewhere, is fed by the outbox's outside entries and may fail. What is `Unapplied` or whose consent has
    run out is left out by the engine's own query, from hits, total, facets, origins and suggestions alike.
    Every method may raise `EngineFailed`.
    """

    name: str
    lacks: Sequence[str]
    outside: bool

    def search(self, sought: Sought, unapplied: Unapplied) -> Found: ...

    def suggest(self, text: str, locale: str, limit: int, unapplied: Unapplied) -> list[Suggestion]:
        """Aliases and areas of origin that begin with `text`, each once, of records that serve `locale`."""

    def alone(self) -> AbstractContextManager[None]:
        """For reading what is public and putting it: nobody puts an older word within, if it could win."""

    def put(self, documents: Sequence[Document]) -> None:
        """Index these in place of what was known of the same records. Twice is as good as once.

        Raises `NotIndexable` for anything else than documents, and then indexes none.
        """

    def remove(self, records: Collection[int]) -> None:
        """Forget these public records, by their keys; unknown ones are no fault."""

    def rebuild(self, progress: "Progress") -> int:
        """Index every public record anew while searches go on. Returns how many."""

    def known(self) -> dict[int, str]:
        """What is indexed, read whole: record → a digest of what stands there, whoever wrote it."""

    def as_put(self, document: Document) -> str:
        """That digest, if what stands there is this document."""

    def holds(self, records: Collection[int]) -> int:
        """How many of these public records are indexed."""


class Progress(Protocol):
    """Told of every part of a long work."""

    def __call__(self, done: int, total: int) -> None: ...


def default() -> Engine:
    """The embedded one, which needs nothing but the database."""
    return _made(EMBEDDED)


def first() -> Engine:
    """The one to ask: the embedded, unless the settings name another."""
    return _made(ELASTICSEARCH) if conf.elasticsearch_url() else default()


def every() -> list[Engine]:
    """All that are to be kept in step."""
    return list({engine.name: engine for engine in (default(), first())}.values())


def named(name: str) -> Engine:
    """Raises `KeyError` where no engine of that name is set up."""
    return {engine.name: engine for engine in every()}[name]


def _made(path: str) -> Engine:
    engine: Engine = import_string(path)()
    return engine
