"""How far a campaign has come: in words, and as a thread drawn through a row of eyelets."""

from dataclasses import dataclass
from typing import Any

from home.documents.money import Money

EYELETS = 13
STEP = 20  # drawing units from one eyelet to the next
HEIGHT = 24


@dataclass(frozen=True)
class Progress:
    """`percent` is floored, and 100 only when the goal is met: a thread never looks finished before it is."""

    received: Money
    goal: Money
    remaining: Money
    donors: int
    status: str
    funded_on: str | None
    percent: int

    @property
    def eyelets(self) -> list[int]:
        return [STEP // 2 + STEP * index for index in range(EYELETS)]

    @property
    def width(self) -> int:
        return STEP * EYELETS

    @property
    def thread(self) -> str:
        """Over one eyelet and under the next, from edge to edge; stroked with `pathLength` 100."""
        waves = "".join(f"q{STEP / 2:g} {9 if index % 2 else -9} {STEP} 0" for index in range(EYELETS))
        return f"M0 {HEIGHT // 2}{waves}"


def progress(funding: dict[str, Any] | None, goal: Money | None) -> Progress | None:
    """From the API's funding object; from the goal alone where there is no campaign yet. None for a fund."""
    if funding is None:
        return goal and _progress(goal, 0, 0, "open", None)
    if funding["goal"] is None:
        return None
    received, donors = funding["received"]["amount"], funding["donors"]
    return _progress(funding["goal"], received, donors, funding["status"], funding.get("funded_on"))


def with_gift(before: Progress, amount: int) -> Progress:
    """What a donor sees whose own gift is newer than the published figures."""
    received = min(before.received["amount"] + amount, before.goal["amount"])
    status = "funded" if received == before.goal["amount"] else before.status
    return _progress(before.goal, received, before.donors + 1, status, before.funded_on)


def _progress(goal: Money, received: int, donors: int, status: str, funded_on: str | None) -> Progress:
    currency = goal["currency"]
    return Progress(
        received=Money(amount=received, currency=currency),
        goal=goal,
        remaining=Money(amount=max(goal["amount"] - received, 0), currency=currency),
        donors=donors,
        status=status,
        funded_on=funded_on,
        percent=min(received * 100 // goal["amount"], 100) if goal["amount"] else 0,
    )
