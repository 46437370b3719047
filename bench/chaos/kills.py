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
        self.stopped = threading.Event()
        self.kills: Counter[str] = Counter()

    def run(self) -> None:
        while not self.stopped.wait(self.chance.uniform(self.pause / 3, self.pause)):
            victim = self.victim()
            if victim is None:
                continue
            self.stage.kill(victim)
            self.kills[victim] += 1
            self.stage.start(victim)

    def victim(self) -> str | None:
        """The worker first, then in turn with the servers: by chance alone a short run might spare it."""
        up = self.stage.up()
        if self.kills.total() % 3 == 0:
            return WORKER if self.stage.works() else None
        return self.chance.choice(up) if len(up) > 1 else None

    def stop(self) -> None:
        self.stopped.set()
        self.join()
