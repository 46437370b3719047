"""Clients that ask the same questions at once, each on a connection it keeps, and how long they waited."""

import contextlib
import http.client
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from math import ceil
from typing import Any, Protocol
from urllib.parse import urlsplit

SECONDS = 30
# A machine that does other things is slow for a while: both sides meet the same whiles when they take turns.
TURNS = 8


class Refused(Exception):
    """An answer that is none: a time measured of it would say nothing."""


class Side(Protocol):
    """Something that answers, and what it is asked."""

    @property
    def questions(self) -> Sequence[Any]: ...

    def connected(self) -> contextlib.AbstractContextManager[Callable[[Any], None]]:
        """For one client: asks one question after the other, and raises `Refused`."""
        ...


@dataclass(frozen=True, slots=True)
class Http:
    """A server, what it is asked (`(path, body)`; a body is posted as JSON), and what its answer must be."""

    address: str
    questions: Sequence[tuple[str, bytes | None]]
    fits: Callable[[bytes], bool]

    @contextlib.contextmanager
    def connected(self) -> Iterator[Callable[[tuple[str, bytes | None]], None]]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=SECONDS)
        try:
            yield lambda question: self._exchange(connection, *question)
        finally:
            connection.close()

    def _exchange(self, connection: http.client.HTTPConnection, path: str, body: bytes | None) -> None:
        connection.request(
            "POST" if body else "GET", path, body, {"Content-Type": "application/json"} if body else {}
        )
        response = connection.getresponse()
        content = response.read()
        if response.status != 200 or not self.fits(content):
            raise Refused(f"{self.address} answered {response.status}: {content[:300]!r}")


def p95(milliseconds: Sequence[float]) -> float:
    """The least that 95 of a hundred did not exceed."""
    return sorted(milliseconds)[ceil(0.95 * len(milliseconds)) - 1]


def in_turns(sides: Sequence[Side], clients: int, requests: int) -> list[list[float]]:
    """Milliseconds of `requests` answers of each side, asked by turns. Raises `Refused`."""
    waited: list[list[float]] = [[] for _side in sides]
    each = ceil(requests / TURNS / clients)
    with ThreadPoolExecutor(clients) as pool:
        for turn in range(TURNS):
            for side, times in zip(sides, waited, strict=True):
                begins = [(turn * clients + client) * each for client in range(clients)]
                for answered in pool.map(lambda begin, side=side: _ask(side, begin, each), begins):
                    times.extend(answered)
    return waited


def _ask(side: Side, begin: int, times: int) -> list[float]:
    begin %= len(side.questions)
    with side.connected() as exchange:
        return [
            _timed(exchange, question) for question in islice(cycle(side.questions), begin, begin + times)
        ]


def _timed(exchange: Callable[[Any], None], question: Any) -> float:
    began = time.perf_counter()
    exchange(question)
    return (time.perf_counter() - began) * 1000
