"""Who is told what: subscribers by kind. The worker delivers (`payments.worker.tick`)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Handler = Callable[[dict[str, Any]], object]

_handlers: dict[str, list[Handler]] = defaultdict(list)


def subscribe(kind: str, handler: Handler) -> None:
    """`handler(payload)` is called at least once per entry of this kind; a second call must do no harm.

    Kinds: `snapshot` with `{"campaign": ref, "status": …, "version": n}`.
    """
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def handlers(kind: str) -> list[Handler]:
    return list(_handlers[kind])


def unsubscribe(kind: str, handler: Handler) -> None:
    _handlers[kind].remove(handler)
