"""What a run is made of: how many donors, who among them does what, and how much goes wrong."""

import random
from dataclasses import dataclass
from enum import Enum

CAMPAIGN = "chaos"
CURRENCY = "USD"


class Way(Enum):
    """What a donor does at the payment page."""

    RETURNS = "pays and comes back"
    CLOSES = "pays and closes the window"
    LATE = "is declined, thinks it over, and pays when the campaign looks full"
    LEAVES = "is declined and leaves"
    CANCELS = "takes the way back"
    BOTH = "pays and cancels in the same moment"
    ABANDONS = "does nothing more"
    TWICE = "sends everything twice"
    AUTHENTICATES = "is asked by the bank first"


# Of a hundred donors.
SHARES = {
    Way.RETURNS: 34,
    Way.CLOSES: 20,
    Way.LATE: 14,
    Way.LEAVES: 6,
    Way.CANCELS: 6,
    Way.BOTH: 6,
    Way.ABANDONS: 4,
    Way.TWICE: 6,
    Way.AUTHENTICATES: 4,
}


@dataclass(frozen=True)
class Plan:
    """`seconds` bounds the whole run; `kill_every` is the longest pause between two kills."""

    donors: int = 200
    needed: int = 50
    at_once: int = 32
    servers: int = 4
    amount: int = 2_500
    seed: int = 6
    seconds: float = 900
    kill_every: float = 6.0
    drop: float = 0.3
    duplicate: int = 1
    delay: float = 0.4
    lost_answers: int = 8

    @property
    def goal(self) -> int:
        return self.needed * self.amount

    @classmethod
    def short(cls, seed: int) -> "Plan":
        """For the suite."""
        return cls(donors=36, needed=12, at_once=12, servers=2, seed=seed, seconds=900, kill_every=1.5)


@dataclass(frozen=True)
class Donor:
    number: int
    way: Way

    @property
    def covers_the_fee(self) -> bool:
        return self.number % 3 == 0

    @property
    def email(self) -> str:
        return f"donor{self.number}@example.org"

    @property
    def address(self) -> str:
        """One of RFC 2544's, as the proxy in front tells it."""
        return f"198.18.{self.number // 250}.{self.number % 250 + 1}"


def donors(plan: Plan) -> list[Donor]:
    """In the order they arrive. Every way is among the first, who find a place; being late thrice."""
    chance = random.Random(plan.seed)
    first = [*Way, Way.LATE, Way.LATE]
    chance.shuffle(first)
    rest = chance.choices(list(SHARES), list(SHARES.values()), k=max(0, plan.donors - len(first)))
    return [Donor(number, way) for number, way in enumerate((first + rest)[: plan.donors])]
