"""One engine at one size: `python -m bench.search.at SIZE ENGINE [--visible]`, on the settings' database.

Fills the database, rebuilds the index, serves, asks. Its last line is the figures as JSON.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  after setup
from django.db import connection  # noqa: E402

from bench.search import bare, clients, serving  # noqa: E402
from bench.search.clients import Http, Side  # noqa: E402
from bench.search.filling import fill  # noqa: E402
from bench.search.questions import MISSPELT, SPELT, path  # noqa: E402
from bench.search.releasing import seconds_until_found  # noqa: E402
from search import engines  # noqa: E402

ELASTICSEARCH = "elasticsearch"
CLIENTS = (1, 4)
REQUESTS = 400
RELEASES = 10


def measured(size: int, engine: str, visible: bool) -> dict[str, Any]:
    """`rebuild` in records a second, of the clock's and of this process's own; `p95` by number of clients in
    ms (beside it the engine's alone, see `asked`); `visible` in seconds.
    """
    fill(size, say)
    analyse()
    figures: dict[str, Any] = {"size": size, "engine": engine, "rebuild": rebuilt(engine), "p95": {}}
    say(f"{engine}, {size} cases, rebuilt at {figures['rebuild'][0]:,.0f} records a second")
    logs = Path(settings.DATA) / "logs"
    with serving.served(logs) as address:
        sides = asked(address, engine)
        # Every thread of the server has met its first request, and the engine's compiler its hottest.
        clients.in_turns(sides, max(CLIENTS), REQUESTS // 2)
        for count in CLIENTS:
            waited = clients.in_turns(sides, count, REQUESTS)
            figures["p95"][count] = [round(clients.p95(times), 1) for times in waited]
            say(f"{engine}, {size} cases, p95 of {count} clients: {figures['p95'][count]} ms")
        if visible:
            with serving.working(logs):
                figures["visible"] = released(address)
    return figures


def analyse() -> None:
    """What the database does by itself within a minute or so of so many new rows."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def rebuilt(name: str) -> tuple[float, float]:
    told = 0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if done - told >= total / 10:
            told = done
            say(f"{name}: {done} of {total}")

    began, own = time.perf_counter(), time.process_time()
    records = engines.named(name).rebuild(progress)
    return records / (time.perf_counter() - began), records / (time.process_time() - own)


def asked(address: str, engine: str) -> list[Side]:
    """The route, and beside it Elasticsearch alone: straight through its client, and as bytes."""
    if engine != ELASTICSEARCH:
        return [_route(address, engine, SPELT)]
    alone = [bare.question(*each) for each in MISSPELT]
    return [_route(address, engine, MISSPELT), bare.official(alone), bare.as_bytes(alone)]


def _route(address: str, engine: str, words: tuple[tuple[str, str], ...]) -> Http:
    # An answer of the engine that stands in is none of the one that is measured.
    answered = f'"engine":"{engine}"'.encode()
    return Http(address, [(path(*each), None) for each in words], lambda body: answered in body)


def released(address: str) -> list[float]:
    """Of a worker that has made its first round: what it does once a night is done by then."""
    begin = int(time.time())
    times = [round(seconds_until_found(address, begin + number), 2) for number in range(RELEASES + 1)]
    say(f"seconds until a release was found, the worker's first round before: {times}")
    return times[1:]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.search.at", description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("engine")
    parser.add_argument("--visible", action="store_true", help="time releases with the worker running, too")
    given = parser.parse_args()
    print(json.dumps(measured(given.size, given.engine, given.visible)))
