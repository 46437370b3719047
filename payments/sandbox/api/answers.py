import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Answers:
    """How writing requests go wrong on demand, and which idempotency keys are being worked on.

    `delay` holds each request back for seconds before it acts; `lose` acts on that many requests and then
    closes the connection without an answer.
    """

    delay: float = 0.0
    lose: int = 0
    in_flight: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self) -> None:
        if self.delay:
            time.sleep(self.delay)

    def loses_this(self) -> bool:
        with self._lock:
            if not self.lose:
                return False
            self.lose -= 1
            return True

    @contextmanager
    def working_on(self, key: str) -> Iterator[bool]:
        """Whether this request is the only one at work on the key."""
        with self._lock:
            mine = key not in self.in_flight
            self.in_flight.add(key)
        try:
            yield mine
        finally:
            if mine:
                with self._lock:
                    self.in_flight.discard(key)
