"""A gift whose campaign was closed between its reservation and its payment goes where its donor chose.

It was never needed there, so nobody is asked again: the rule is applied in the transaction that books it. A
month that was charged while its fund closed goes the same way.
"""

from payments.actions import fund, refund_requests
from payments.actions.campaigns import is_closed
from payments.models import Campaign, Donation

BY_RULE = "rule"


def is_surplus(campaign: Campaign) -> bool:
    return is_closed(campaign.ref)


def follow_rule(donation: Donation) -> None:
    """To the fund, or back to the donor by the worker's next round; back as well where no fund is open.

    What was given to a fund is there: it stays in that fund's books.
    """
    keeps = donation.surplus_rule == Donation.SurplusRule.FUND
    if keeps and donation.campaign.kind == Campaign.Kind.FUND:
        return
    if keeps and fund.is_open():
        fund.to_fund(donation.pk, by=BY_RULE)
    else:
        refund_requests.request(donation, donation.amount, by=BY_RULE, reason="")
