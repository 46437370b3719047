"""Making a year's table, approving exactly the bytes that were seen, recalling it."""

from datetime import UTC

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from publication import canonical, log
from publication.exceptions import OpenDataRefused
from publication.models import OpenDataTable
from publication.open_data import edition
from publication.open_data.protection import listed
from publication.readers.open_data import cohort


def make(year: int, by: AbstractBaseUser | None) -> OpenDataTable:
    """Make the table of a closed year; it replaces one that nobody has approved yet.

    Raises `OpenDataRefused` where the year is not over, has its table already, or nothing can be said of it.
    """
    _check_year(year)
    content = _drawn(year)
    digest = canonical.digest(content)
    try:
        with transaction.atomic():
            OpenDataTable.objects.filter(year=year, approved_at=None, superseded_at=None).update(
                superseded_at=Now()
            )
            made = OpenDataTable.objects.create(
                year=year, content=content, digest=digest, made_by_id=by.pk if by is not None else None
            )
            log.record("open_data.make", str(year), by, digest=digest)
    except IntegrityError as error:
        raise OpenDataRefused(_("Somebody else made this table at the same moment. Look at it.")) from error
    return made


def approve(table: OpenDataTable, reviewer: AbstractBaseUser, digest: str) -> OpenDataTable:
    """Let everybody read these bytes, from now on and unchanged.

    Raises `OpenDataRefused` where they are not the ones that were seen, where the public cases would now give
    other ones, and to whoever made the table or is deactivated.
    """
    with transaction.atomic():
        current = OpenDataTable.objects.select_for_update().get(pk=table.pk)
        _check_approval(current, reviewer, digest)
        OpenDataTable.objects.filter(pk=current.pk).update(approved_at=Now(), approved_by_id=reviewer.pk)
        log.record("open_data.approve", str(current.year), reviewer, digest=digest)
    current.refresh_from_db()
    return current


def recall_table(year: int, by: AbstractBaseUser | None) -> None:
    """Take an approved table away for good: publishing it was a mistake. Raises `OpenDataRefused`."""
    with transaction.atomic():
        standing = OpenDataTable.objects.exclude(approved_at=None).filter(year=year, recalled_at=None)
        if not standing.update(recalled_at=Now()):
            raise OpenDataRefused(_("No table of this year is public. There is nothing to recall."))
        log.record("open_data.recall", str(year), by)


def _check_year(year: int) -> None:
    if year >= timezone.now().astimezone(UTC).year:
        raise OpenDataRefused(_("A year has its table when it is over: its cases may still change."))
    if OpenDataTable.objects.exclude(approved_at=None).filter(year=year).exists():
        raise OpenDataRefused(
            _("This year has had its table. There is never a second one: the difference would tell.")
        )


def _check_approval(table: OpenDataTable, reviewer: AbstractBaseUser, digest: str) -> None:
    if not table.is_open:
        raise OpenDataRefused(_("This table waits no longer: it was approved, or made anew. Open the list."))
    if digest != table.digest:
        raise OpenDataRefused(_("What you saw is not what would be published. Open the table again."))
    if not reviewer.is_active:
        raise OpenDataRefused(_("A deactivated account cannot approve."))
    if table.made_by_id == reviewer.pk:
        raise OpenDataRefused(_("You made this table. Another person approves it."))
    if _drawn(table.year) != bytes(table.content):
        raise OpenDataRefused(
            _("The public cases of the year have changed since this table was made. Make it again.")
        )


def _drawn(year: int) -> bytes:
    cells = listed(cohort(year))
    if not cells:
        raise OpenDataRefused(_("Nothing can be told of this year: too few of its cases may be counted."))
    return edition.encode(year, cells)
