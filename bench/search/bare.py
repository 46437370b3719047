"""What the site sends to Elasticsearch for a search, so that the engine alone can be asked the very same."""

import json
from typing import Any
from unittest.mock import patch

from elastic_transport import Transport

from publication.readers.unapplied import unapplied
from search import engines
from search.indexing import RELAY, STEP
from search.query import Sought


def question(locale: str, words: str) -> tuple[str, bytes]:
    """Path and body of the engine's request."""
    sent: list[tuple[str, bytes]] = []
    perform = Transport.perform_request

    def noted(self: Transport, method: str, target: str, *, body: Any = None, **rest: Any) -> Any:
        sent.append((target, json.dumps(body).encode()))
        return perform(self, method, target, body=body, **rest)

    with patch.object(Transport, "perform_request", noted):
        engines.first().search(Sought(tuple(words.split()), locale=locale), unapplied(STEP, RELAY))
    [asked] = sent
    return asked
