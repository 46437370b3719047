"""Opening, pausing and closing campaigns and funds."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf
from payments.actions import snapshots
from payments.currencies import Currency, UnknownCurrency
from payments.currencies import currency as currency_of
from payments.exceptions import CampaignClosed, CampaignNotFound, GoalRefused, WrongCurrency
from payments.models import Campaign, CampaignClosure
from payments.money import spoken


@transaction.atomic
def open_campaign(ref: str, goal: int, currency: str, open_until: datetime | None = None) -> None:
    """Creates the campaign or moves its goal (minor units) and end, ends a pause, publishes its figures.

    Without `open_until` the end stays what it was.

    Raises GoalRefused below what is received and reserved, or where what remains could not be given;
    WrongCurrency for another currency than at first or an unknown one; CampaignClosed after a withdrawal.
    """
    campaign = created_or_locked(ref, goal, currency)
    if is_closed(ref):
        raise CampaignClosed(_("This campaign was closed for good. Open a new one under a new reference."))
    move_goal(campaign, goal)
    if open_until is not None and open_until != campaign.open_until:
        campaign.open_until = open_until
        campaign.save(update_fields=["open_until"])
    pauses = CampaignClosure.objects.filter(
        campaign_ref=ref, kind=CampaignClosure.Kind.PAUSED, lifted_at=None
    )
    pauses.update(lifted_at=timezone.now())
    snapshots.publish_if_due(campaign)


def created_or_locked(ref: str, goal: int, currency: str) -> Campaign:
    check_remainder(goal, 0, currency)
    Campaign.objects.bulk_create(
        [Campaign(ref=ref, kind=Campaign.Kind.CASE, goal=goal, currency=currency)], ignore_conflicts=True
    )
    campaign = locked(ref)
    if (campaign.kind, campaign.currency) != (Campaign.Kind.CASE, currency):
        raise WrongCurrency(
            _("This campaign collects in %(currency)s and cannot change it. Keep that currency.")
            % {"currency": campaign.currency}
        )
    return campaign


def locked(ref: str) -> Campaign:
    """The campaign as it is once nobody else moves it, its row held until the transaction ends."""
    # No join: after a wait PostgreSQL rereads the locked row alone, the snapshot joined would be an old one.
    # Its key stays free: who holds a fund's balance may write what names the campaign.
    campaign = Campaign.objects.select_for_update(no_key=True).filter(ref=ref).first()
    if campaign is None:
        raise CampaignNotFound(_("There is no such campaign. Check the reference."))
    return campaign


def is_closed(ref: str) -> bool:
    """For good, not merely paused."""
    return CampaignClosure.objects.filter(campaign_ref=ref, kind=CampaignClosure.Kind.CLOSED).exists()


def move_goal(campaign: Campaign, goal: int) -> None:
    if goal == campaign.goal:
        return
    taken = campaign.received + campaign.reserved
    if goal < taken:
        raise GoalRefused(
            _("%(taken)s is already given or being given, so the goal cannot be lower than that.")
            % {"taken": spoken(taken, campaign.currency)},
            min_goal=taken,
        )
    check_remainder(goal, taken, campaign.currency)
    campaign.goal = goal
    campaign.funded_on = timezone.now().date() if campaign.received >= goal else None
    campaign.save(update_fields=["goal", "funded_on"])


def check_remainder(goal: int, taken: int, currency: str) -> None:
    """What is left to give must be nothing, or an amount the provider can charge."""
    least, step = known(currency).minimum, known(currency).step
    left = goal - taken
    if goal <= 0 or 0 < left < least or left % step:
        raise GoalRefused(
            _("This goal would leave an amount that nobody can give. Leave nothing, or at least %(least)s.")
            % {"least": spoken(least, currency)},
            min_goal=taken + least,
        )


def known(code: str) -> Currency:
    """Raises WrongCurrency for a code that no gift can be made in."""
    try:
        return currency_of(code)
    except UnknownCurrency as error:
        raise WrongCurrency(
            _("%(code)s is no currency that gifts can be made in. Choose one of: %(currencies)s.")
            % {"code": code, "currencies": ", ".join(conf.currencies())},
            currencies=list(conf.currencies()),
        ) from error


@transaction.atomic
def open_fund(ref: str, currency: str) -> None:
    """Creates a fund: no goal, gifts in any configured currency; `currency` is the one its figures are in.

    Raises WrongCurrency.
    """
    known(currency)
    Campaign.objects.bulk_create(
        [Campaign(ref=ref, kind=Campaign.Kind.FUND, currency=currency)], ignore_conflicts=True
    )
    snapshots.publish_if_due(locked(ref))


def pause_campaign(ref: str) -> None:
    """No gift is taken until `open_campaign` is called again. Waits on no lock."""
    open_pauses = CampaignClosure.objects.filter(
        campaign_ref=ref, kind=CampaignClosure.Kind.PAUSED, lifted_at=None
    )
    if not open_pauses.exists():
        CampaignClosure.objects.create(campaign_ref=ref, kind=CampaignClosure.Kind.PAUSED)


def close_campaign(ref: str) -> None:
    """No gift is ever taken again. Waits on no lock."""
    if not is_closed(ref):
        CampaignClosure.objects.create(campaign_ref=ref, kind=CampaignClosure.Kind.CLOSED)
