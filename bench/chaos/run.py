"""One run from the first donor to the verdict."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.chaos import provider, verdict
from bench.chaos.books import books
from bench.chaos.donors import Donors, Visit
from bench.chaos.kills import Killer
from bench.chaos.plan import CAMPAIGN, CURRENCY, Plan, Way, donors
from bench.chaos.stage import ROOT, WORKER, Stage

# Longer than a payment page lives.
LATER = 32 * 60

Say = Callable[[str], object]


class CannotRun(Exception):
    """What stood in the way, not what was found."""


def run(plan: Plan, database: str, data: Path, say: Say = print) -> verdict.Run:
    """The database is migrated and empty. Raises CannotRun, NotUp, OutOfTime; leaves no process behind."""
    began = time.monotonic()
    stage = Stage(plan.servers, database, data)
    prepare(stage, plan)
    try:
        stage.start_all()
        say(f"{plan.servers} servers, the worker and the provider are up")
        crowd = Donors(plan, stage, began + plan.seconds)
        visits, kills = rush(plan, stage, crowd, say)
        settle(stage, say)
        second_chance(plan, crowd, visits, say)
        settle(stage, say)
        last_round(stage)
        reconcile(stage)
        stage.end("provider")
        known = provider.records(data / "provider" / "sandbox.sqlite3")
        return verdict.Run(plan, visits, kills, books(database, CAMPAIGN), known)
    finally:
        stage.end_all()


def prepare(stage: Stage, plan: Plan) -> None:
    command = [sys.executable, "-m", "bench.chaos.prepare", CAMPAIGN, str(plan.goal), CURRENCY]
    done = subprocess.run(  # noqa: S603  our own
        command, env=stage.env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotRun(f"The campaign could not be opened: {done.stderr[-2_000:]}")


def rush(plan: Plan, stage: Stage, crowd: Donors, say: Say) -> tuple[list[Visit], dict[str, int]]:
    """All donors, many at once, while processes are killed; then those who are late, whom no event tells."""
    provider.control(
        stage.provider,
        "webhooks",
        seed=plan.seed,
        duplicate=plan.duplicate,
        drop=plan.drop,
        delay=plan.delay,
        reorder=True,
    )
    provider.control(stage.provider, "answers", lose=plan.lost_answers)
    killer = Killer(stage, plan.seed, plan.kill_every)
    killer.start()
    try:
        visits = at_once(plan, crowd.comes, donors(plan))
        say(f"{sum(visit.told == 'paid' for visit in visits)} of {len(visits)} donors have paid")
        provider.control(stage.provider, "webhooks", drop=1.0)
        late = [visit for visit in visits if visit.donor.way == Way.LATE and visit.checkout]
        at_once(plan, crowd.pays_late, late)
        killer.wait_for_both(seconds=180)
        paid_late = sum(visit.late for visit in late)
        say(f"{paid_late} paid late; {killer.kills.total()} processes were killed")
    finally:
        killer.stop()
    return visits, dict(killer.kills)


def at_once(plan: Plan, act: Callable[..., object], whom: Iterable[object]) -> list:
    with ThreadPoolExecutor(plan.at_once) as pool:
        return list(pool.map(act, whom))


def settle(stage: Stage, say: Say) -> None:
    """Everything comes up, pages that nobody paid at end, what is queued arrives, and then we reconcile."""
    stage.wait()
    provider.control(stage.provider, "answers", lose=0)
    provider.control(stage.provider, "webhooks", drop=0.0, delay=0.0, duplicate=0)
    provider.control(stage.provider, "clock", ahead=LATER)
    provider.control(stage.provider, "webhooks/flush", everything=True)
    provider.control(stage.provider, "clock", ahead=0)
    say(f"reconciled: {reconcile(stage)}")


def last_round(stage: Stage) -> None:
    """All that the worker still has to do, receipts among it: none of it waits for a next round."""
    stage.end(WORKER)
    done = stage.manage("run_worker", "--once")
    if done.returncode:
        raise CannotRun(f"The worker's last round failed: {done.stdout}{done.stderr}")


def reconcile(stage: Stage) -> str:
    """Its figure. Raises CannotRun where something needs a person."""
    done = stage.manage("reconcile")
    if done.returncode:
        raise CannotRun(f"reconcile ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout.strip().rpartition("\n")[2]


def second_chance(plan: Plan, crowd: Donors, visits: list[Visit], say: Say) -> None:
    """The places of those who did not pay are free again, and those who were refused come back."""
    refused = [visit for visit in visits if not visit.donation]
    at_once(plan, crowd.comes_again, refused)
    say(f"{sum(visit.told == 'paid' for visit in refused)} of {len(refused)} who were refused have paid now")
