"""Why a gift cannot be taken, in the order a donor may learn it: published figures first, exact ones last."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf, fee_cover, identifiers
from payments.actions import fund
from payments.checkout import LIFETIME_SECONDS
from payments.currencies import Currency
from payments.currencies import currency as currency_of
from payments.exceptions import (
    AmountAboveRemaining,
    AmountRefused,
    CampaignClosed,
    CampaignFunded,
    CampaignNotFound,
    FeeCoverRefused,
    FrontEndRefused,
    MonthlyGiftRefused,
    Refusal,
    RemainderTooSmall,
    TooManyOpen,
    TooManyWaited,
    WrongCurrency,
)
from payments.gift import Gift
from payments.models import Campaign, Donation, FundingSnapshot
from payments.models.campaign import ended
from payments.money import spoken

AN_HOUR_SECONDS = 3600


def check(gift: Gift) -> None:
    """Refuses what published facts alone decide. Raises the Refusal."""
    campaign = Campaign.objects.select_related("snapshot").filter(ref=gift.campaign).first()
    if campaign is None:
        raise CampaignNotFound(
            _("There is no such campaign. Open the person's page again and give from there.")
        )
    check_front_end(gift)
    check_every_month(gift, campaign)
    check_currency(gift, campaign)
    check_limits(gift)
    covered(gift)
    check_open(campaign)
    snapshot = campaign.snapshot
    if snapshot is None or snapshot.goal is None:
        return
    if snapshot.status == FundingSnapshot.Status.FUNDED:
        raise funded()
    if gift.amount > snapshot.goal - snapshot.received:
        raise above(snapshot.goal - snapshot.received, gift.currency)


def check_open(campaign: Campaign) -> None:
    """Raises CampaignClosed where it takes no gift now."""
    if Campaign.objects.filter(ended(), pk=campaign.pk).exists():
        raise closed(campaign)


def closed(campaign: Campaign) -> CampaignClosed:
    if campaign.kind == Campaign.Kind.FUND:
        return CampaignClosed(_("The fund takes no gifts now. You can give to a person."))
    if fund.is_open():
        return CampaignClosed(
            _("This person's campaign has ended and takes no more gifts. You can give to the fund instead.")
        )
    return CampaignClosed(
        _("This person's campaign has ended and takes no more gifts. You can give to another person.")
    )


def funded() -> CampaignFunded:
    sentence = (
        _(
            "The goal is reached, so nothing more is needed here. You can give to another person or to the "
            "fund."
        )
        if fund.is_open()
        else _("The goal is reached, so nothing more is needed here. You can give to another person.")
    )
    return CampaignFunded(sentence, max_amount=0)


def check_front_end(gift: Gift) -> None:
    known = conf.front_ends()
    if gift.front_end is not None and gift.front_end not in known:
        raise FrontEndRefused(
            _("This site knows no front end of that name. Leave it out to come back to our own pages."),
            front_ends=sorted(known),
        )


def check_every_month(gift: Gift, campaign: Campaign) -> None:
    """A story ends when its need is met: only the fund goes on."""
    if gift.every_month and campaign.kind != Campaign.Kind.FUND:
        raise MonthlyGiftRefused(
            _("A gift every month goes to the fund, since every story's need is met one day. Give once here.")
        )


def check_currency(gift: Gift, campaign: Campaign) -> None:
    allowed = conf.currencies() if campaign.kind == Campaign.Kind.FUND else (campaign.currency,)
    if gift.currency not in allowed:
        raise WrongCurrency(
            _("Gifts here are made in %(currencies)s. Choose that currency; your bank converts.")
            % {"currencies": ", ".join(allowed)},
            currencies=list(allowed),
        )


def check_limits(gift: Gift) -> None:
    unit = currency_of(gift.currency)
    if unit.minimum <= gift.amount <= unit.maximum and gift.amount % unit.step == 0:
        return
    # Who gives too little is told no most: of a story less is left than a card can pay.
    sentence = (
        _("Give at least %(least)s%(step)s.")
        if gift.amount < unit.minimum
        else _("Give at least %(least)s and at most %(most)s%(step)s.")
    )
    raise AmountRefused(
        sentence
        % {
            "least": spoken(unit.minimum, unit.code),
            "most": spoken(unit.maximum, unit.code),
            "step": step_words(unit),
        },
        min_amount=unit.minimum,
        max_amount=unit.maximum,
    )


def covered(gift: Gift) -> int:
    """What covers the provider's fee, in minor units: 0 unless asked. Raises FeeCoverRefused."""
    if not gift.fee_cover:
        return 0
    cover = fee_cover.cover(gift.amount, gift.currency)
    if cover is None:
        raise FeeCoverRefused(
            _("The payment fee cannot be covered in %(currency)s. Give without covering it.")
            % {"currency": gift.currency}
        )
    if gift.amount + cover > currency_of(gift.currency).ceiling:
        raise FeeCoverRefused(
            _("With the payment fee this is more than a card can pay at once. Give without covering the fee.")
        )
    return cover


def step_words(unit: Currency) -> str:
    return "" if unit.step == 1 else _(", in steps of %(step)s") % {"step": spoken(unit.step, unit.code)}


def least(gift: Gift) -> int:
    """The smallest remainder that somebody can still give."""
    return currency_of(gift.currency).minimum


def check_waited(campaign: str) -> None:
    """The wait page replaces the proof of work for a limited number of gifts an hour."""
    recent = Donation.objects.filter(waited=True, reserved_at__gt=timezone.now() - timedelta(hours=1))
    if (
        recent.filter(campaign__ref=campaign).count() >= conf.waited_per_campaign()
        or recent.count() >= conf.waited_overall()
    ):
        raise TooManyWaited(
            _("Many people give without script just now. Switch script on to give at once, or wait an hour."),
            retry_after=AN_HOUR_SECONDS,
        )


def above(left: int, currency: str) -> AmountAboveRemaining:
    return AmountAboveRemaining(
        _("%(left)s is left to give. Choose that or less.") % {"left": spoken(left, currency)},
        max_amount=left,
    )


def why_not(gift: Gift, address_hash: str, begun: Sequence[str] = ()) -> Refusal | None:
    """The reason for which the reservation statement did nothing, read afterwards; None where it is gone.

    `begun`: Idempotency-Keys with which the one who asks says to have begun other payments.
    """
    campaign = Campaign.objects.get(ref=gift.campaign)
    if Campaign.objects.filter(ended(), pk=campaign.pk).exists():
        return closed(campaign)
    near = Q(campaign=campaign, state=Donation.State.RESERVED, address_hash=address_hash)
    held = Donation.objects.filter(near)
    if held.count() >= conf.open_reservations():
        return too_many_open(held, begun)
    if campaign.goal is None:
        return crowded()
    if campaign.received >= campaign.goal:
        return funded()
    left = campaign.goal - campaign.received - campaign.reserved
    if gift.amount == left or gift.amount <= left - least(gift):
        return None
    return too_much(gift, left)


def crowded() -> TooManyOpen:
    return TooManyOpen(_("Too many gifts came from your network at once. Try again."))


def too_many_open(held: "QuerySet[Donation]", begun: Sequence[str]) -> TooManyOpen:
    """`held`: the open payments of a network, which may be a household's, an office's or a stranger's.

    Of these only those are told whose key is shown: random bits that none but who began them was given. When
    the others began is not told either: what they lapse after is the same for all.
    """
    minutes = -(-LIFETIME_SECONDS // 60)
    values = {"count": conf.open_reservations(), "minutes": minutes}
    known = held.filter(key_hash__in=[identifiers.key_hash(key) for key in begun]).exclude(checkout_url="")
    own = [unfinished(donation) for donation in known.order_by("reserved_at")]
    sentence = (
        _(
            "From your network %(count)s payments are open here, and no more may be at once. Go on with "
            "one that you began, or let it go. What is left alone lapses after %(minutes)s minutes."
        )
        if own
        else _(
            "From your network %(count)s payments are open here, and no more may be at once. Each lapses "
            "within %(minutes)s minutes of being begun: finish one where you began it, or give after that."
        )
    )
    return TooManyOpen(sentence % values, retry_after=LIFETIME_SECONDS, open=own)


def unfinished(donation: Donation) -> dict[str, Any]:
    return {
        "id": donation.pk,
        "amount": {"amount": donation.amount, "currency": donation.currency},
        "checkout_url": donation.checkout_url,
        "expires_at": donation.expires_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def too_much(gift: Gift, left: int) -> Refusal:
    """Less is left than the published figure says, which the donor has seen: says why they differ."""
    if left == 0:
        return AmountAboveRemaining(
            _("All that is left is being paid by others now. Look again in half an hour."),
            max_amount=0,
        )
    if gift.amount > left:
        return AmountAboveRemaining(
            _(
                "%(left)s is left to give. Choose that or less. Other gifts are on their way or not yet in "
                "the figure shown: it is renewed only now and then, so that no gift can be tied to a person, "
                "and a payment under way holds its amount for half an hour."
            )
            % {"left": spoken(left, gift.currency)},
            max_amount=left,
        )
    return awkward(gift, left)


def awkward(gift: Gift, left: int) -> Refusal:
    """The amount would leave less than the provider can charge: names the nearest amounts that do not."""
    smallest = least(gift)
    amounts = [amount for amount in (left - smallest, left) if amount >= smallest]
    return RemainderTooSmall(
        _("That would leave too little for anybody to give. Choose %(amounts)s.")
        % {"amounts": _(" or ").join(spoken(amount, gift.currency) for amount in amounts)},
        amounts=amounts,
        max_amount=left,
    )
