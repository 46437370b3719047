import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from publication import conf, outbox, worker

# One question of an index, which costs a rested worker nothing.
LOOK_UP_SECONDS = 0.2


class Command(BaseCommand):
    help = "Carries out what is queued: withdrawals, recalls, payments, the log's chain. Runs until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument("--interval", type=float, default=None, help="seconds between rounds")

    def handle(self, *args: Any, once: bool, interval: float | None, **options: Any) -> None:
        if once:
            self.once()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        pause = conf.worker_seconds() if interval is None else interval
        self.stdout.write(f"The worker runs every {pause:g} seconds.")
        self.stdout.flush()
        while not stop.is_set():
            close_old_connections()
            self.report(*worker.tick())
            self.rest(stop, pause)
        self.stdout.write("The worker has stopped.")

    def rest(self, stop: threading.Event, seconds: float) -> None:
        """Until the next round; a withdrawal or a release that came meanwhile has it begin at once."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not stop.wait(min(left, LOOK_UP_SECONDS)):
            if outbox.is_due():
                return

    def once(self) -> None:
        counts, failed = worker.tick()
        self.report(counts, failed)
        if failed:
            raise CommandError(f"These jobs failed, see the log: {', '.join(failed)}.")
        self.stdout.write(f"{sum(counts.values())} done")

    def report(self, counts: dict[str, int], failed: list[str]) -> None:
        done = [f"{name} {count}" for name, count in counts.items() if count]
        if done or failed:
            self.stdout.write(", ".join([*done, *(f"{name} FAILED" for name in failed)]))
            self.stdout.flush()
