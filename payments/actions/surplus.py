"""A gift whose campaign was closed between its reservation and its payment goes where its donor chose.

It was never needed there, so nobody is asked again: the rule is applied in the transaction that books it.
"""

from payments.actions import fund, refund_requests
from payments.actions.campaigns import is_closed
from payments.models import Campaign, Donation

BY_RULE = "rule"


def is_surplus(campaign: Campaign) -> bool:
    return campaign.kind == Campaign.Kind.CASE and is_closed(campaign.ref)


def follow_rule(donation: Donation) -> None:
    """To the fund, or back to the donor by the worker's next round; back as well where no fund is open."""
    if donation.surplus_rule == Donation.SurplusRule.FUND and fund.is_open():
        fund.to_fund(donation.pk, by=BY_RULE)
    else:
        refund_requests.request(donation, donation.amount, by=BY_RULE, reason="")
