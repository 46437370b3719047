"""What a donor asks."""

from dataclasses import dataclass

from payments.models import Donation


@dataclass(frozen=True, slots=True)
class Gift:
    """`amount` in minor units; `surplus_rule` fund or refund; `degree` a signed token or None."""

    campaign: str
    amount: int
    currency: str
    locale: str
    surplus_rule: str = Donation.SurplusRule.FUND.value
    degree: str | None = None
