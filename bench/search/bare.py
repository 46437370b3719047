"""Elasticsearch alone, asked the very same as the site asks for a search.

Straight through the official client, as whoever has no site between asks it; and as bytes, read by nobody.
"""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from elastic_transport import Transport
from elasticsearch import Elasticsearch

from bench.search.clients import SECONDS, Http, Refused
from publication.readers.unapplied import unapplied
from search import conf, engines
from search.indexing import RELAY, STEP
from search.query import Sought

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Official:
    """One client for all threads, made as its documentation makes it."""

    client: Elasticsearch
    questions: Sequence[Body]

    @contextlib.contextmanager
    def connected(self) -> Iterator[Callable[[Body], None]]:
        yield self._exchange

    def _exchange(self, body: Body) -> None:
        answer = self.client.search(index=conf.elasticsearch_index(), body=body)
        if answer["timed_out"]:
            raise Refused("the engine answered in part")


def official(questions: Sequence[Body]) -> Official:
    return Official(Elasticsearch(conf.elasticsearch_url(), request_timeout=SECONDS), questions)


def as_bytes(questions: Sequence[Body]) -> Http:
    path = f"/{conf.elasticsearch_index()}/_search"
    asked = [(path, json.dumps(body).encode()) for body in questions]
    return Http(conf.elasticsearch_url(), asked, lambda answer: b'"timed_out":false' in answer)


def question(locale: str, words: str) -> Body:
    """The body of the engine's request."""
    sent: list[Body] = []
    perform = Transport.perform_request

    def noted(self: Transport, method: str, target: str, *, body: Any = None, **rest: Any) -> Any:
        if target != f"/{conf.elasticsearch_index()}/_search":
            raise Refused(f"the site asks at {target}: ask there as well")
        sent.append(body)
        return perform(self, method, target, body=body, **rest)

    with patch.object(Transport, "perform_request", noted):
        engines.first().search(Sought(tuple(words.split()), locale=locale), unapplied(STEP, RELAY))
    [asked] = sent
    return asked
