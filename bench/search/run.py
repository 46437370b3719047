"""A whole run: each engine at each size, in a process of its own, and the rows that compare them."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bench.databases import ROOT, database, migrate
from sixdegree.processes import free_port

SCRIPT = ROOT / "tests" / "elasticsearch" / "start-elasticsearch"
FEW, SOME, MANY = 1_000, 10_000, 100_000
# The least mean NDCG@10 that is asked for.
AIMS = {"embedded": 0.75, "elasticsearch": 0.9}
NO_GOAL = "no goal"
Figures = dict[str, Any]
Say = Callable[[str], object]


class CannotRun(Exception):
    """What stood in the way, not what was found."""


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    goal: str
    measured: str
    kept: bool


def run(say: Say) -> list[Row]:
    """Raises CannotRun. Leaves no process and no database behind."""
    with contextlib.ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="sixdegree-bench-"))
        say("Making a database and an Elasticsearch")
        address = stack.enter_context(database("bench"))
        engine = stack.enter_context(elasticsearch())
        with database("relevance") as judged:
            good = {name: relevance(name, judged, data, engine) for name in AIMS}
        few = at(FEW, "elasticsearch", address, data, engine)
        postgresql = at(SOME, "embedded", address, data)
        many = at(MANY, "elasticsearch", address, data, engine, "--visible")
        file = f"sqlite:///{data}/bench.sqlite3"
        migrate(file)
        sqlite = at(SOME, "embedded", file, data)
    return [
        *of_elasticsearch(few, many),
        of_embedded("PostgreSQL", postgresql),
        of_embedded("SQLite", sqlite),
        *(of_relevance(name, figures) for name, figures in good.items()),
    ]


def at(size: int, name: str, address: str, data: str, engine: str = "", *more: str) -> Figures:
    return figures(["bench.search.at", str(size), name, *more], address, data, engine)


def relevance(name: str, address: str, data: str, engine: str) -> Figures:
    return figures(["bench.search.relevance", name], address, data, engine if name == "elasticsearch" else "")


def figures(module: list[str], address: str, data: str, engine: str) -> Figures:
    env = {
        **os.environ,
        "DATABASE_URL": address,
        "DATA": data,
        "DJANGO_SETTINGS_MODULE": "bench.search.settings",
        "SEARCH_ELASTICSEARCH_URL": engine,
        # The index of a site that uses the same server is left alone.
        "SEARCH_ELASTICSEARCH_INDEX": module[0].replace(".", "-"),
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }
    command = [sys.executable, "-m", *module]
    done = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CannotRun(f"{' '.join(module)} could not be measured; its message is above.")
    told: Figures = json.loads(done.stdout.splitlines()[-1])
    return told


@contextlib.contextmanager
def elasticsearch() -> Iterator[str]:
    """The address of a node: the one named, or our own, gone with its data afterwards."""
    if given := os.environ.get("ELASTICSEARCH_URL"):
        yield given.rstrip("/")
        return
    env = {**os.environ, "ELASTICSEARCH_PORT": str(free_port()), "ELASTICSEARCH_HEAP": "1g"}
    started = subprocess.run([SCRIPT, "start"], env=env, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if started.returncode:
        raise CannotRun("No Elasticsearch could be started; its message is above.")
    try:
        yield dict(line.split("=", 1) for line in started.stdout.splitlines())["ELASTICSEARCH_URL"]
    finally:
        subprocess.run([SCRIPT, "stop"], env=env, check=False)  # noqa: S603


def of_elasticsearch(few: Figures, many: Figures) -> list[Row]:
    rows = []
    for count, (route, alone, as_bytes) in many["p95"].items():
        ratio, growth = route / alone, route / few["p95"][count][0]
        whom = "one client" if count == "1" else f"{count} clients"
        rows.append(
            Row(
                f"p95 of `search/` at {many['size']:,} cases, {whom}, against the engine straight "
                "through its official client",
                "at most 1.3 times",
                f"{route:.0f} ms, {alone:.0f} ms straight: {ratio:.2f} times",
                ratio <= 1.3,
            )
        )
        rows.append(
            Row(
                f"the same against bytes exchanged with the engine, its answer read by nobody, {whom}",
                NO_GOAL,
                f"{as_bytes:.0f} ms: {route / as_bytes:.2f} times",
                kept=True,
            )
        )
        rows.append(
            Row(
                f"the same against {few['size']:,} cases, {whom}",
                "below 2 times",
                f"{few['p95'][count][0]:.0f} ms then: {growth:.2f} times",
                growth < 2,
            )
        )
    (rebuild, own), slowest = many["rebuild"], max(many["visible"])
    told = f"{rebuild:,.0f}; {own:,.0f} for each second of its own processor time"
    rows.append(Row(f"rebuild of {many['size']:,}", "above 1,500 records a second", told, rebuild > 1_500))
    among = f"{slowest:.2f} s, the longest of {len(many['visible'])}"
    rows.append(Row("from a release to the answer that has it", "under 2 s", among, slowest < 2))
    return rows


def of_embedded(database: str, figures: Figures) -> Row:
    [one], [several] = figures["p95"].values()
    return Row(
        f"p95 of `search/` by the embedded engine on {database}, {figures['size']:,} cases, one client",
        "at most 300 ms",
        f"{one:.0f} ms ({several:.0f} ms with four)",
        one <= 300,
    )


def of_relevance(name: str, figures: Figures) -> Row:
    tuned, held_out = figures["tuned on"], figures["held out"]
    return Row(
        f"mean NDCG@10 of {name}, the forty queries it was tuned on and the twenty held out",
        f"at least {AIMS[name]}",
        f"{tuned:.3f} and {held_out:.3f}",
        min(tuned, held_out) >= AIMS[name],
    )
