"""Which engine answers: the first one, and while it fails the embedded, without anybody waiting for it."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from search import conf, engines
from search.engines import Engine, EngineFailed

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Breaker:
    """Remembers, in this process, that an engine failed; after a while one request tries it again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shut_until: float | None = None

    def lets_through(self) -> bool:
        """Whether to ask the engine now. Whoever is let through while it fails holds off the others."""
        with self._lock:
            if self._shut_until is None:
                return True
            if time.monotonic() < self._shut_until:
                return False
            self._shut_until = time.monotonic() + conf.retry_seconds()
            return True

    def failed(self, engine: str, why: str) -> None:
        with self._lock:
            changed = self._shut_until is None
            self._shut_until = time.monotonic() + conf.retry_seconds()
        if changed:
            logger.error("Search engine %s failed (%s): the database answers until it is back.", engine, why)

    def answered(self, engine: str) -> None:
        with self._lock:
            changed, self._shut_until = self._shut_until is not None, None
        if changed:
            logger.info("Search engine %s answers again.", engine)


breaker = Breaker()


def ask(question: Callable[[Engine], T]) -> tuple[T, Engine]:
    """The answer, and the engine that gave it."""
    engine = engines.first()
    if engine.outside:
        if breaker.lets_through():
            try:
                answer = question(engine)
            except EngineFailed as error:
                breaker.failed(engine.name, str(error))
            else:
                breaker.answered(engine.name)
                return answer, engine
        engine = engines.default()
    return question(engine), engine
