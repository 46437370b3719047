"""What a donor asks."""

from dataclasses import dataclass

from payments.models import Donation


@dataclass(frozen=True, slots=True)
class Gift:
    """`amount` in minor units; `surplus_rule` fund or refund; `degree` a signed token or None.

    `fee_cover` asks to add the provider's fee, as a line of its own that counts to no goal.
    `every_month` asks for it to be repeated each month until it is ended: of a gift to a fund alone.
    `front_end` is the name of the one the donor comes from, None for our own pages.
    """

    campaign: str
    amount: int
    currency: str
    locale: str
    surplus_rule: str = Donation.SurplusRule.FUND.value
    degree: str | None = None
    front_end: str | None = None
    fee_cover: bool = False
    every_month: bool = False
