"""Open data tables at the desk: who makes, approves and recalls them. The rules are publication's."""

from datetime import datetime
from typing import Any

from publication.actions import open_data
from publication.models import OpenDataTable
from review.actions.standing import check_recaller, check_recent, no_signer
from review.exceptions import CannotSign


def make(year: int, person: Any) -> OpenDataTable:
    """Raises CannotSign for who is no reviewer, and publication's OpenDataRefused."""
    _check(person)
    return open_data.make(year, person)


def approve(
    table: OpenDataTable, person: Any, *, digest: str, reauthenticated_at: datetime | None
) -> OpenDataTable:
    """Publish the bytes that the reviewer saw, by their digest.

    Raises CannotSign for who is no reviewer or has not just proved who they are, and publication's
    OpenDataRefused: then nothing was published.
    """
    _check(person)
    check_recent(reauthenticated_at)
    return open_data.approve(table, person, digest)


def recall_table(year: int, person: Any) -> None:
    """Raises CannotRecall, and publication's OpenDataRefused where none is public."""
    check_recaller(person)
    open_data.recall_table(year, person)


def _check(person: Any) -> None:
    if sentence := no_signer(person):
        raise CannotSign(sentence)
