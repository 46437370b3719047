"""The place ledger of a case: every area that was ever public for a part of its story."""

from publication.models import PlaceLedgerEntry


def released_places(case_ref: str) -> list[PlaceLedgerEntry]:
    """In the order in which they became public, across all terms and languages."""
    return list(PlaceLedgerEntry.objects.filter(case_ref=case_ref).order_by("position"))


def newest(entries: list[PlaceLedgerEntry]) -> dict[str, str]:
    """Slot → the area it was last released with."""
    return {entry.slot: entry.area for entry in entries}
