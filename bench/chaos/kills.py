"""Processes ended by SIGKILL at random points, and started again."""

import random
import threading
from collections import Counter

from bench.chaos.stage import WORKER, Stage


class Killer(threading.Thread):
    """Kills one of the servers or the worker every now and then, as long as another server answers."""

    def __init__(self, stage: Stage, seed: int, longest_pause: float) -> None:
        super().__init__(name="killer", daemon=True)
        self.stage, self.pause = stage, longest_pause
        self.chance = random.Random(seed)
        self.stopped, self.both = threading.Event(), threading.Event()
        self.kills: Counter[str] = Counter()

    def run(self) -> None:
        while not self.stopped.wait(self.chance.uniform(self.pause / 3, self.pause)):
            victim = self.victim()
            if victim is None:
                continue
            self.stage.kill(victim)
            self.kills[victim] += 1
            self.stage.start(victim)
            if self.kills[WORKER] and self.kills.total() > self.kills[WORKER]:
                self.both.set()

    def victim(self) -> str | None:
        """The worker first, then in turn with the servers: by chance alone a short run might spare it."""
        up = self.stage.up()
        if self.kills.total() % 3 == 0 and self.stage.works():
            return WORKER
        return self.chance.choice(up) if len(up) > 1 else None

    def wait_for_both(self, seconds: float) -> None:
        """A quick run may be over before the first kill: waits until the worker and a server had one."""
        self.both.wait(seconds)

    def stop(self) -> None:
        self.stopped.set()
        self.join()
