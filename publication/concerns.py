"""Privacy concerns about a public case: what anyone may hand in, and who receives it.

The public side checks and passes on; whoever keeps the desk registers to receive, and stores it privately.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """What somebody typed about a case. `proved` tells that a device computed for it."""

    case: str
    locale: str
    text: str
    contact: str = ""
    proved: bool = False


LONGEST_TEXT = 4000
LONGEST_CONTACT = 200

# Raises `ConcernRefused` where too many came today.
Receiver = Callable[[Concern], None]
_receivers: list[Receiver] = []


def register(receiver: Receiver) -> None:
    if receiver not in _receivers:
        _receivers.append(receiver)


def taken() -> bool:
    """Whether anybody receives concerns here: without a desk the public is offered no form."""
    return bool(_receivers)


def pass_on(concern: Concern) -> None:
    for receiver in _receivers:
        receiver(concern)
