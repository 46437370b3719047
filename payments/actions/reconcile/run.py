"""One reconciliation: its window, its order, its record, and the nightly one."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Min
from django.utils import timezone

from payments import conf, gateway
from payments.actions.reconcile import afterwards, gifts, monthly, movements
from payments.actions.reconcile.report import UNREADABLE_HELPS, Kind, Report
from payments.models import Donation, LedgerTransaction, Reconciliation

logger = logging.getLogger(__name__)

# As long as the provider sends an event that was not taken.
OVERLAP = timedelta(days=3)
# The provider's clock may be ahead of ours, and a window ends before its last second.
AHEAD = timedelta(minutes=1)
DAY = timedelta(days=1)
MOST_SLICES = 30
TRY_AGAIN_AFTER = timedelta(minutes=15)

Theirs = TypeVar("Theirs")


def window(now: datetime | None = None) -> tuple[datetime, datetime]:
    """From where windows reach without a gap, less three days, or from the first gift, until now."""
    now = now or timezone.now()
    begin = beginning(now)
    reach = reached(begin)
    return (begin if reach is None else reach - OVERLAP), now + AHEAD


def reached(begin: datetime) -> datetime | None:
    """How far everything since `begin` was looked at; None where nothing was.

    A window asked for by hand may begin after a gap, or end on a day that had not come: neither counts.
    """
    reach = None
    done = Reconciliation.objects.filter(failed="").order_by("since", "pk")
    for since, until, began in done.values_list("since", "until", "started_at"):
        if since > (reach or begin):
            break
        reach = max(reach or since, min(until, began + AHEAD))
    return reach


def beginning(now: datetime) -> datetime:
    """Before the first gift or movement of the books, or three days ago where there is none as old."""
    first = [now - OVERLAP]
    if reserved := Donation.objects.aggregate(first=Min("reserved_at"))["first"]:
        first.append(reserved - AHEAD)
    if moved := LedgerTransaction.objects.aggregate(first=Min("value_date"))["first"]:
        first.append(datetime.combine(moved, time.min, UTC))
    return min(first)


def record(since: datetime, until: datetime) -> Reconciliation:
    """Reconciles, keeps what came of it, and raises the alarm for each finding. Safe to repeat.

    Raises GatewayError once it has recorded that the provider could not be asked, and whatever else ended it
    once that is recorded.
    """
    began = timezone.now()
    try:
        report = reconcile(since, until)
    except gateway.GatewayError as error:
        logger.warning("not reconciled, the provider gave no answer: %s", error)
        Reconciliation.objects.create(since=since, until=until, started_at=began, failed=str(error))
        raise
    except Exception as error:
        # Without a record the worker would list the whole window again in each of its rounds.
        failed = f"{type(error).__name__} here, not at the provider; the operator's log says why."
        Reconciliation.objects.create(since=since, until=until, started_at=began, failed=failed)
        raise
    for finding in report.findings:
        logger.error("reconciliation: %s", finding.sentence)
    return Reconciliation.objects.create(
        since=since,
        until=until,
        started_at=began,
        compared=report.compared,
        repaired=report.repaired,
        findings=report.as_rows(),
    )


def reconcile(since: datetime, until: datetime) -> Report:
    """Compares what the provider made in [since, until) and brings the books there. Raises GatewayError.

    Never call this in a transaction: it speaks to the provider.
    """
    report = Report(since, until)
    for start, end in slices(since, until):
        each(report, gateway.sessions_made(start, end), gifts.session)
        each(report, gateway.subscriptions_made(start, end), monthly.subscription)
        each(report, gateway.invoices_made(start, end), monthly.invoice)
        each(report, gateway.intents_made(start, end), gifts.intent)
        each(report, gateway.charges_made(start, end), gifts.charge)
        each(report, gateway.refunds_made(start, end), afterwards.refund)
        each(report, gateway.disputes_made(start, end), afterwards.dispute)
        each(report, gateway.payouts_made(start, end), afterwards.payout)
        listed = each(report, gateway.movements_made(start, end), movements.movement)
        movements.not_there(report, start, end, (moved.id for moved in listed))
    gifts.reserved(report)
    afterwards.open_still(report)
    monthly.going_on(report)
    movements.cash(report)
    return report


def slices(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Whole days (UTC) but for the last, oldest first: of a long window a part is held at once."""
    since = datetime.combine(since.astimezone(UTC).date(), time.min, UTC)
    length = DAY * (1 + (until - since).days // MOST_SLICES)
    while since < until:
        end = min(since + length, until)
        yield since, end
        since = end


def each(
    report: Report,
    listed: Iterator[Theirs | gateway.Unreadable],
    look: Callable[[Report, Theirs], object],
) -> list[Theirs]:
    """Looks at them oldest first: a gift before its refund. Returns those that could be read."""
    readable: list[Theirs] = []
    for theirs in reversed(list(listed)):
        report.compared += 1
        if isinstance(theirs, gateway.Unreadable):
            report.find(Kind.UNREADABLE, str(theirs), f"{theirs}. {UNREADABLE_HELPS}")
        else:
            look(report, theirs)
            readable.append(theirs)
    return readable


def nightly() -> int:
    """For the worker: once a night, and again after a while where the provider was out of reach.

    Returns how much was repaired.
    """
    now = timezone.now()
    if not is_due(now):
        return 0
    try:
        return record(*window(now)).repaired
    except gateway.GatewayError:
        return 0


def is_due(now: datetime) -> bool:
    hour = conf.reconcile_hour()
    if hour is None:
        return False
    night = datetime.combine(now.astimezone(UTC).date(), time(hour), UTC)
    if night > now:
        night -= DAY
    # One over days gone by, asked for by hand, is not the night's.
    tonight = Reconciliation.objects.filter(started_at__gte=night, until__gte=night)
    last = tonight.order_by("-started_at").first()
    return last is None or bool(last.failed and last.started_at <= now - TRY_AGAIN_AFTER)
