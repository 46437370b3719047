"""One round of the worker: consequences, the log's chain, money, expiries, and what was registered."""

import logging
from collections.abc import Callable

import payments.worker
from publication import log, outbox
from publication.actions import expiries, pictures

Job = Callable[[], int | dict[str, int]]
logger = logging.getLogger(__name__)

# What ends a story's publicity first: nothing of it waits for a provider or a mail server that is slow.
JOBS: dict[str, Job] = {
    "expired": expiries.notice,
    "taken_up": outbox.take_up,
    "outbox": outbox.drain,
    **{f"payments.{name}": part for name, part in payments.worker.PARTS.items()},
    "told": outbox.drain_outside,
    "forgotten": outbox.forget,
    "log": log.link,
    "pictures": pictures.purge_unnamed,
}


def register(name: str, job: Job) -> None:
    """Have `job` run in every round. It must be safe to repeat."""
    JOBS[name] = job


def tick() -> tuple[dict[str, int], list[str]]:
    """Run every job once, whatever becomes of the others: counts by job, and the names of the failed."""
    counts: dict[str, int] = {}
    failed: list[str] = []
    for name, job in JOBS.items():
        try:
            done = job()
        except Exception:
            logger.exception("The worker's job %r failed; it runs again in the next round.", name)
            failed.append(name)
            continue
        counts |= (
            {f"{name}.{part}": n for part, n in done.items()} if isinstance(done, dict) else {name: done}
        )
    return counts, failed
