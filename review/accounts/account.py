"""A change to a watched account: a line in the log, a mail to all reviewers, and a pause in signing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from publication import log
from publication.models import LogEntry
from review import conf
from review.accounts import unseen
from review.models import AccountChange
from review.roles import CASE_FILES, SIGN, given

MEMBERSHIP = "account.membership"
RIGHTS = "account.rights"
REACTIVATED = "account.reactivated"
DEACTIVATED = "account.deactivated"
DELETED = "account.deleted"
PASSWORD = "account.password"  # noqa: S105  the name of a change
EMAIL = "account.email"
NAME = "account.name"
FACTOR = "account.factor"
TOKEN = "account.token"  # noqa: S105  the name of a change

# After these nobody signs for a while; after the second kind only where somebody else made the change.
MADE_A_SIGNER = (MEMBERSHIP, RIGHTS, REACTIVATED)
TAKEN_OVER = (PASSWORD, EMAIL, NAME, FACTOR)


def watched(person: Any) -> bool:
    """Whether the person can sign or open case files, or could if the account were active."""
    return given(person, SIGN) or any(given(person, right) for right in CASE_FILES)


def changed(person: Any, verb: str, by: Any = None) -> None:
    """Log and tell. `by` is who did it; where it is not said, whoever acts in Wagtail's admin, or nobody."""
    from review import notifications

    log.record(verb, subject(person), by or get_active_log_context().user)
    unseen.seen(person.pk, verb)
    account = person.pk
    transaction.on_commit(lambda: notifications.account_changed(account), robust=True)


def tell() -> int:
    """The worker's job: log and mail what nobody told of, as done by an unknown hand. Returns how many."""
    changes = unseen.overdue()
    for change in changes:
        found(change)
    return len(changes)


@transaction.atomic
def found(change: AccountChange) -> None:
    """Log and tell what the database alone saw. Nobody is named: whoever it was went past all that asks."""
    from review import notifications

    log.record(change.verb, f"account-{change.account}", None)
    AccountChange.objects.filter(pk=change.pk).update(seen_at=Now())
    transaction.on_commit(lambda: notifications.account_changed(change.account), robust=True)


def cooling_until(person: Any) -> datetime | None:
    """Until when a new or changed reviewer does not sign yet: `SIXDEGREE_REVIEW_COOLING_SECONDS`."""
    period = conf.cooling()
    entries = LogEntry.objects.filter(subject=subject(person), at__gt=timezone.now() - period)
    by_others = entries.filter(verb__in=TAKEN_OVER).exclude(actor=str(person.pk))
    logged = (entries.filter(verb__in=MADE_A_SIGNER) | by_others).order_by("-at").first()
    times = [time for time in (logged and logged.at, unseen.latest(person)) if time]
    return max(times) + period if times and max(times) + period > timezone.now() else None


def subject(person: Any) -> str:
    return f"account-{person.pk}"
