"""The fund: taking in what a campaign does not need, taking over a need, paying it, exchanging currencies."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf, identifiers
from payments.actions import bearing, ledger
from payments.actions.campaigns import is_closed, known, locked
from payments.actions.gifts import found, held
from payments.currencies import currency as currency_of
from payments.exceptions import CampaignNotFound, FundRefused
from payments.models import Campaign, Donation, FundCommitment, FundExchange, LedgerTransaction
from payments.models.campaign import over
from payments.money import spoken
from payments.statements import Statement, given

Kind = LedgerTransaction.Kind


def the_fund() -> Campaign:
    """Raises CampaignNotFound where the settings name none."""
    fund = Campaign.objects.filter(ref=conf.fund(), kind=Campaign.Kind.FUND).first()
    if fund is None:
        raise CampaignNotFound(_("No fund is open. Open one with `manage.py open_fund` and name it."))
    return fund


_OPEN = Statement(
    lambda: (
        Campaign.objects.filter(ref=given("ref"), kind=Campaign.Kind.FUND).exclude(over()).values_list("pk")
    )
)


def is_open() -> bool:
    """Whether the settings name one: true until it is over for good; a pause leaves it true.

    Every front end asks, for where it is not open nobody is to choose it.
    """
    ref = conf.fund()
    return bool(ref and _OPEN.rows(ref=ref))


@transaction.atomic
def to_fund(donation_id: str, *, by: str) -> int:
    """Moves what is left of a gift (neither given back nor spent) from its campaign to the fund.

    Returns the amount in minor units of the gift's currency. Raises DonationNotFound, FundRefused,
    CampaignNotFound.
    """
    donation = held(found(donation_id))
    campaign = locked(donation.campaign.ref)
    check_movable(donation, campaign)
    amount = donation.counted - donation.disbursed
    if amount <= 0:
        raise FundRefused(_("Nothing is left of this gift: it was given back, moved or spent."), max_amount=0)
    fund = the_fund()
    bearing.uncount(campaign, donation, amount)
    lines = [
        ledger.Line(ledger.given_to(campaign), amount, donation.currency),
        ledger.Line(ledger.given_to(fund), -amount, donation.currency),
    ]
    source = identifiers.opaque_id()
    ledger.book(Kind.TO_FUND, source, timezone.now().date(), lines, donation=donation, by=by)
    return amount


def check_movable(donation: Donation, campaign: Campaign) -> None:
    if donation.state != Donation.State.PAID:
        raise FundRefused(_("This gift is not paid, so there is nothing to move."), max_amount=0)
    if campaign.kind == Campaign.Kind.FUND:
        raise FundRefused(_("This gift was given to the fund, and is there."), max_amount=0)
    if campaign.funded_on:
        raise FundRefused(
            _("This goal was reached, which is final: the gift stays with the need it was given for."),
            max_amount=0,
        )
    if not is_closed(campaign.ref):
        raise FundRefused(
            _("This campaign still collects. A gift leaves it only after it was closed."), max_amount=0
        )


@transaction.atomic
def commit_remainder(campaign_ref: str) -> FundCommitment:
    """The need of a closed campaign moves to the fund at its full remaining value. Safe to repeat.

    Raises CampaignNotFound, FundRefused.
    """
    campaign = locked(campaign_ref)
    if campaign.goal is None or not is_closed(campaign_ref):
        raise FundRefused(_("Only the need of a campaign that was closed for good moves to the fund."))
    commitment, _created = FundCommitment.objects.get_or_create(
        campaign=campaign,
        defaults={"fund": the_fund(), "promised": campaign.goal - campaign.received},
    )
    return commitment


@transaction.atomic
def meet(campaign_ref: str, amount: int, *, by: str) -> FundCommitment:
    """The fund pays `amount` minor units of what it promised to a closed campaign.

    Raises CampaignNotFound, FundRefused.
    """
    campaign = locked(campaign_ref)
    commitment = FundCommitment.objects.select_for_update().filter(campaign=campaign).first()
    if commitment is None:
        raise FundRefused(_("The fund has promised nothing to this campaign."), max_amount=0)
    room = min(
        commitment.open, bearing.lacking(campaign), bearing.free(commitment.fund.ref, campaign.currency)
    )
    if not 0 < amount <= room:
        raise FundRefused(
            _("The fund can pay %(room)s here: what it promised, holds and nobody asked back.")
            % {"room": spoken(room, campaign.currency)},
            max_amount=room,
        )
    commitment.met += amount
    commitment.save(update_fields=["met"])
    bearing.moved(campaign, amount)
    lines = [
        ledger.Line(ledger.given_to(commitment.fund), amount, campaign.currency),
        ledger.Line(ledger.given_to(campaign), -amount, campaign.currency),
    ]
    ledger.book(Kind.MEET, identifiers.opaque_id(), timezone.now().date(), lines, by=by)
    return commitment


@transaction.atomic
def exchange(
    from_currency: str,
    to_currency: str,
    amount: int,
    rate: Decimal,
    *,
    by: str,
    value_date: date | None = None,
) -> FundExchange:
    """Turns `amount` minor units of one currency of the fund into another.

    `rate`: units of the second for one unit of the first, as the bank gave it. What comes of it is cut to
    whole minor units, as a bank does. Raises WrongCurrency, FundRefused, CampaignNotFound.
    """
    # Held as a gift to it holds it: two exchanges the other way round would wait for each other's balance.
    fund = locked(the_fund().ref)
    converted = turned(from_currency, to_currency, amount, rate)
    available = bearing.free(fund.ref, from_currency)
    if amount > available:
        raise FundRefused(
            _("The fund holds %(held)s of that currency, less what was asked back.")
            % {"held": spoken(available, from_currency)},
            max_amount=available,
        )
    done = FundExchange.objects.create(
        fund=fund,
        from_currency=from_currency,
        from_amount=amount,
        to_currency=to_currency,
        to_amount=converted,
        rate=rate,
        by=by,
    )
    account = ledger.given_to(fund)
    lines = [
        ledger.Line(account, amount, from_currency),
        ledger.Line(ledger.EXCHANGE, -amount, from_currency),
        ledger.Line(account, -converted, to_currency),
        ledger.Line(ledger.EXCHANGE, converted, to_currency),
    ]
    day = value_date or timezone.now().date()
    ledger.book(Kind.EXCHANGE, f"exchange-{done.pk}", day, lines, by=by)
    return done


def turned(from_currency: str, to_currency: str, amount: int, rate: Decimal) -> int:
    known(from_currency), known(to_currency)
    if from_currency == to_currency or amount <= 0 or rate <= 0:
        raise FundRefused(_("Name two currencies, and an amount and a rate above zero."))
    digits = currency_of(to_currency).exponent - currency_of(from_currency).exponent
    converted = int((Decimal(amount) * rate).scaleb(digits).to_integral_value(ROUND_DOWN))
    if not converted:
        raise FundRefused(_("Nothing would come of that little. Exchange more at once."))
    return converted
