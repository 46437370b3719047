"""How many gifts are begun, and how many cards declined: counted in the database, which all processes share.

A card tester has many stolen numbers and few addresses. What stops him is the price of each try (a proof of
work buys one, a key makes one donation), the ceilings here, and that a payment page closes after a few
declines (`payments.actions.declines`). Nothing said here tells why a card was declined.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf, identifiers
from payments.exceptions import TooManyAttempts, TooManyDeclined
from payments.models import GivingAttempt

AN_HOUR = timedelta(hours=1)


def count(campaign: str, address_hash: str) -> None:
    """Notes that a gift is begun. Raises TooManyDeclined, TooManyAttempts, with the seconds to wait."""
    key = network_key(address_hash)
    lately = GivingAttempt.objects.filter(at__gt=timezone.now() - AN_HOUR)
    check_declined(lately.filter(network_key=key, declined=True))
    begun = lately.filter(declined=False)
    for which, most in ceilings(campaign, key):
        if (wait := too_many(begun.filter(which), most)) is not None:
            raise TooManyAttempts(
                _("Too many gifts were begun in the last hour. Nothing was charged; try again later."),
                retry_after=wait,
            )
    GivingAttempt.objects.create(network_key=key, campaign_ref=campaign)


def check_declined(declined: "QuerySet[GivingAttempt]") -> None:
    if (wait := too_many(declined, conf.declined_per_network())) is not None:
        raise TooManyDeclined(
            _("Several payments from your network did not go through. Ask your bank, or try again later."),
            retry_after=wait,
        )


def ceilings(campaign: str, key: str) -> Iterator[tuple[Q, int]]:
    yield Q(network_key=key), conf.begun_per_network()
    yield Q(campaign_ref=campaign), conf.begun_per_campaign()
    yield Q(), conf.begun_overall()


def too_many(rows: "QuerySet[GivingAttempt]", most: int) -> int | None:
    """Seconds until one fewer is counted, None while there is room."""
    if rows.count() < most:
        return None
    must_go = rows.order_by("-at").values_list("at", flat=True)[max(most, 1) - 1 :].first()
    return seconds_until((must_go or timezone.now()) + AN_HOUR)


def seconds_until(moment: datetime) -> int:
    return max(1, int((moment - timezone.now()).total_seconds()) + 1)


def note_declined(campaign: str, address_hash: str) -> None:
    """That a payment page was closed after too many declined cards."""
    GivingAttempt.objects.create(network_key=network_key(address_hash), campaign_ref=campaign, declined=True)


def network_key(address_hash: str) -> str:
    return identifiers.keyed("attempt", address_hash)


def forget() -> int:
    """A worker's job: what no ceiling counts any more goes. Returns how much."""
    return GivingAttempt.objects.filter(at__lt=timezone.now() - AN_HOUR).delete()[0]
