"""Changes that went past Django's models: the database wrote them down, the worker tells of them."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from review.models import AccountChange

# A change through the models is told of by them, a moment after its row stands.
THEIR_MOMENT = timedelta(seconds=30)


def unseen(person: Any = None) -> QuerySet[AccountChange]:
    """All changes that the log does not tell of yet, or one person's."""
    changes = AccountChange.objects.filter(seen_at=None)
    return changes if person is None else changes.filter(account=str(person.pk))


def seen(account: Any, verb: str) -> None:
    """Tick off the newest such change, which the log tells of now. An older one of the kind stays unseen."""
    newest = AccountChange.objects.filter(seen_at=None, account=str(account), verb=verb).order_by("-at")[:1]
    AccountChange.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(seen_at=Now())


def latest(person: Any) -> datetime | None:
    return unseen(person).order_by("-at").values_list("at", flat=True).first()


def overdue() -> list[AccountChange]:
    """What nobody told of in time, oldest first."""
    return list(unseen().filter(at__lt=timezone.now() - THEIR_MOMENT).order_by("at", "pk"))
