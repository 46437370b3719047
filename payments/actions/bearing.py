"""Who bears what is taken back from a gift, and who is repaid.

Before its goal is met a campaign bears it, as far as the gift still counts and was not spent. A funded
campaign bears nothing: the fund does as far as it holds that currency, then the organisation. Nor does one
that would be left lacking less than anybody can give.
"""

from django.db.models import F, Sum
from django.utils import timezone

from payments import conf
from payments.actions import snapshots
from payments.actions.campaigns import is_closed, locked
from payments.actions.ledger import FEE_COVER, ORGANISATION, Line, fund_account, given_to
from payments.currencies import currency as currency_of
from payments.models import (
    Campaign,
    Dispute,
    Donation,
    FundBalance,
    FundCommitment,
    LedgerEntry,
    LedgerTransaction,
    Refund,
)

DISPUTED = (LedgerTransaction.Kind.DISPUTE, LedgerTransaction.Kind.DISPUTE_WON)


def cover_in(donation: Donation, total: int) -> int:
    """How much of what is taken back from the charge had covered the provider's fee: what the gift is short
    of.
    """
    standing = donation.refunds.exclude(state=Refund.State.FAILED)
    gone = standing.aggregate(gift=Sum("amount", default=0), cover=Sum("fee_cover", default=0))
    gift, cover = taken_by_the_bank(donation)
    beyond = max(0, total - max(0, donation.amount - gone["gift"] - gift))
    return int(min(beyond, donation.fee_cover - gone["cover"] - cover))


def taken_by_the_bank(donation: Donation) -> tuple[int, int]:
    """What booked disputes that were not won took: of the gift, and of what covered its fee."""
    standing = donation.disputes.filter(withdrawn=True).exclude(status=Dispute.Status.WON)
    taken = standing.aggregate(sum=Sum("amount", default=0))["sum"]
    booked = LedgerEntry.objects.filter(account=FEE_COVER, transaction__donation=donation)
    disputed = booked.filter(transaction__kind__in=DISPUTED)
    cover = disputed.aggregate(sum=Sum("amount", default=0))["sum"]
    return taken - cover, cover


def bear(donation: Donation, amount: int) -> list[Line]:
    """Debits of whoever bears `amount` of the gift, its figures moved with them.

    To be called in a transaction that holds the donation's row.
    """
    campaign = locked(donation.campaign.ref)
    if campaign.kind == Campaign.Kind.FUND:
        uncount(campaign, donation, min(amount, donation.counted))
        return beyond_campaign(campaign.ref, amount, donation.currency)
    share = share_of_campaign(campaign, donation, amount)
    uncount(campaign, donation, share)
    lines = [Line(given_to(campaign), share, donation.currency)] if share else []
    return lines + beyond_campaign(conf.fund(), amount - share, donation.currency)


def share_of_campaign(campaign: Campaign, donation: Donation, amount: int) -> int:
    if campaign.funded_on:
        return 0
    share = min(amount, donation.counted - donation.disbursed)
    return share if is_givable(campaign, lacking(campaign) + share) else 0


def lacking(campaign: Campaign) -> int:
    """What is neither received nor being paid."""
    assert campaign.goal is not None  # noqa: S101  a case's campaign has one
    return campaign.goal - campaign.received - campaign.reserved


def is_givable(campaign: Campaign, left: int) -> bool:
    unit = currency_of(campaign.currency)
    return is_closed(campaign.ref) or left == 0 or (left >= unit.minimum and left % unit.step == 0)


def beyond_campaign(fund: str, amount: int, currency: str) -> list[Line]:
    from_fund = min(amount, held(fund, currency))
    lines = [
        Line(fund_account(fund), from_fund, currency),
        Line(ORGANISATION, amount - from_fund, currency),
    ]
    return [line for line in lines if line.amount]


def names(lines: list[Line]) -> str:
    """Who bears it: `campaign`, `fund`, `organisation`, joined by a space."""
    return " ".join(sorted({line.account.split(":")[0] for line in lines}))


def held(fund: str, currency: str) -> int:
    """What the fund holds, nobody else moving it until the transaction ends."""
    row = FundBalance.objects.select_for_update(no_key=True).filter(fund=fund, currency=currency).first()
    return row.amount if row else 0


def free(fund: str, currency: str) -> int:
    """What of it nobody has asked back yet: a refund that the provider has not made is in no entry."""
    asked = Refund.objects.filter(
        donation__campaign__ref=fund, currency=currency, state=Refund.State.REQUESTED
    ).aggregate(sum=Sum("amount", default=0))["sum"]
    return max(0, held(fund, currency) - asked)


def uncount(campaign: Campaign, donation: Donation, amount: int) -> None:
    """This much of the gift counts no longer; a need that the fund took over grows by it."""
    if not amount:
        return
    donation.counted -= amount
    donation.save(update_fields=["counted"])
    own = amount if donation.currency == campaign.currency else 0
    promise(campaign, own)
    moved(campaign, -own, gifts=0 if donation.counted else -1)


def promise(campaign: Campaign, more: int) -> None:
    """What a fund that took over the need has promised follows what the campaign lacks."""
    FundCommitment.objects.filter(campaign=campaign).update(promised=F("promised") + more)


def moved(campaign: Campaign, amount: int, gifts: int = 0) -> None:
    """The campaign's figures, its row held by the transaction. Reaching the goal is noted, for good."""
    campaign.received += amount
    campaign.gifts += gifts
    campaign.unpublished_since = campaign.unpublished_since or timezone.now()
    if campaign.goal is not None and campaign.received >= campaign.goal and not campaign.funded_on:
        campaign.funded_on = timezone.now().date()
    campaign.save(update_fields=["received", "gifts", "unpublished_since", "funded_on"])
    snapshots.publish_if_due(campaign)


def restored(donation: Donation, reversal: list[Line]) -> list[Line]:
    """The reversal of what was borne: repays exactly who bore it, the gift's figures moved with it.

    Where others have filled the campaign's goal meanwhile, what finds no room there goes to the fund. To be
    called in a transaction that holds the donation's row.
    """
    campaign = locked(donation.campaign.ref)
    if campaign.kind == Campaign.Kind.FUND:
        bearers = (given_to(campaign), ORGANISATION)
        repaid = -sum(line.amount for line in reversal if line.account in bearers)
        left = repaid - held_of(donation, bearers)
        count(campaign, donation, max(0, left) - donation.counted)
        return reversal
    own = given_to(campaign)
    return [
        each
        for line in reversal
        for each in (with_room(campaign, donation, line) if line.account == own else [line])
    ]


def held_of(donation: Donation, accounts: tuple[str, ...]) -> int:
    """What the ledger holds of the gift in these accounts, debit positive: below zero while it counts."""
    entries = LedgerEntry.objects.filter(transaction__donation=donation, account__in=accounts)
    return int(entries.aggregate(sum=Sum("amount", default=0))["sum"])


def with_room(campaign: Campaign, donation: Donation, line: Line) -> list[Line]:
    owed = -line.amount
    room = min(owed, lacking(campaign))
    if not is_givable(campaign, lacking(campaign) - room):
        unit = currency_of(campaign.currency)
        room = max(0, lacking(campaign) - unit.minimum)
        room -= room % unit.step
    count(campaign, donation, room)
    surplus = fund_account(conf.fund()) if conf.fund() else ORGANISATION
    lines = [
        Line(line.account, -room, line.currency),
        Line(surplus, room - owed, line.currency),
    ]
    return [each for each in lines if each.amount]


def count(campaign: Campaign, donation: Donation, amount: int) -> None:
    if not amount:
        return
    gifts = 0 if donation.counted else 1
    donation.counted += amount
    donation.save(update_fields=["counted"])
    own = amount if donation.currency == campaign.currency else 0
    promise(campaign, -own)
    moved(campaign, own, gifts)
