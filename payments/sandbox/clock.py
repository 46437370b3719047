import time
from dataclasses import dataclass


@dataclass
class Clock:
    """The provider's time, in whole seconds since 1970.

    `ahead` moves it into the future, so that a test sees a session expire. `charge_created` gives charges,
    refunds, disputes and balance transactions a date of their own, so that demo gifts lie in the past while
    sessions live in the present. Neither survives a restart.
    """

    ahead: int = 0
    charge_created: int | None = None

    def now(self) -> int:
        return int(time.time()) + self.ahead

    def money_moved(self) -> int:
        return self.now() if self.charge_created is None else self.charge_created
