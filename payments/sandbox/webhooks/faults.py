import random
import threading
from dataclasses import dataclass, field
from typing import Any, TypeVar

Due = TypeVar("Due")


@dataclass
class Faults:
    """How webhooks go wrong on demand. Decided when an event is queued, so a seed repeats the same run.

    `duplicate` sends each event that many times more; `delay` holds it back for seconds; `drop` is the
    probability, `drop_next` the number of coming events, that are never sent (the Event list keeps them);
    `reorder` shuffles what is due together.
    """

    duplicate: int = 0
    delay: float = 0.0
    drop: float = 0.0
    drop_next: int = 0
    reorder: bool = False
    _random: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def set(self, *, seed: int | None = None, **faults: Any) -> None:
        with self._lock:
            for name, value in faults.items():
                setattr(self, name, value)
            if seed is not None:
                self._random.seed(seed)

    def drops(self) -> bool:
        with self._lock:
            if self.drop_next:
                self.drop_next -= 1
                return True
            return self.drop > 0 and self._random.random() < self.drop

    def ordered(self, due: list[Due]) -> list[Due]:
        """What is due together in the order it is sent: as queued, or any other when reordering."""
        if not self.reorder or len(due) < 2:
            return due
        with self._lock:
            shuffled = self._random.sample(due, len(due))
        return shuffled if shuffled != due else due[1:] + due[:1]
