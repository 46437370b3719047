"""What a release asks of the place ledger (nothing public is refined), and what it adds to it.

This app knows no geography. The signed review record's `places` says how many entries the ledger had when its
checks and its signers looked, and for each part of the story which areas its own lies in:
`{"ledger": 3, "areas": {"<slot>": {"code": "IDN-1233", "within": {"ID": "Indonesia"}}}}`.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from publication import derived
from publication.exceptions import ReleaseRefused
from publication.models import Candidate, PlaceLedgerEntry, PublicationTerm
from publication.readers.places import newest, released_places


def check(term: PublicationTerm, candidates: Sequence[Candidate], publics: Sequence[dict[str, Any]]) -> None:
    """Raises `ReleaseRefused` where a place refines a public one, or was compared with an older ledger."""
    entries = _locked(term.case_ref)
    for candidate, public in zip(candidates, publics, strict=True):
        named = json.loads(bytes(candidate.review_bytes)).get("places", {})
        _check_named(named.get("areas", {}), public)
        _check_kept(named.get("areas", {}), public, entries)
        if not _looked_at(named.get("ledger"), entries, candidate):
            raise ReleaseRefused(
                _("Places of this case became public after this was submitted. Submit the page again.")
            )


def enter(term: PublicationTerm, candidate: Candidate, public: dict[str, Any]) -> None:
    """Write down each place that its part of the story was not last released with."""
    entries = released_places(term.case_ref)
    last = newest(entries)
    moved = [(slot, place) for slot, place in derived.slots(public) if last.get(slot) != place["code"]]
    for position, (slot, place) in enumerate(moved, start=len(entries) + 1):
        PlaceLedgerEntry.objects.create(
            case_ref=term.case_ref, position=position, slot=slot, area=place["code"], candidate=candidate
        )


def _locked(case_ref: str) -> list[PlaceLedgerEntry]:
    # One release of a case at a time. No withdrawal, recall or gift waits on a term's row.
    terms = PublicationTerm.objects.select_for_update(no_key=True).filter(case_ref=case_ref)
    list(terms.order_by("ordinal").values_list("pk"))
    return released_places(case_ref)


def _looked_at(counted: Any, entries: list[PlaceLedgerEntry], candidate: Candidate) -> bool:
    """Whether the ledger is as it was at submission, or grew only by the source this was made of."""
    if not isinstance(counted, int) or not 0 <= counted <= len(entries):
        return False
    return all(entry.candidate_id == candidate.follows_id for entry in entries[counted:])


def _check_named(areas: dict[str, Any], public: dict[str, Any]) -> None:
    slots = [(slot, place["code"]) for slot, place in derived.slots(public)]
    if len(dict(slots)) != len(slots) or dict(slots) != {slot: area["code"] for slot, area in areas.items()}:
        raise ReleaseRefused(
            _("The review record does not name the places of this story one by one. Submit the page again.")
        )


def _check_kept(areas: dict[str, Any], public: dict[str, Any], entries: list[PlaceLedgerEntry]) -> None:
    headings = {milestone["id"]: milestone["heading"] for milestone in public["milestones"]}
    for slot, place in derived.slots(public):
        within = areas[slot]["within"]
        for entry in entries:
            if entry.slot == slot and entry.area in within:
                raise ReleaseRefused(
                    _(
                        "%(part)s: %(new)s lies inside %(old)s, which was made public for this part. Keep "
                        "%(old)s or choose a larger area, and submit the page again."
                    )
                    % {
                        "part": headings.get(slot) or _("Area of origin"),
                        "new": place["name"],
                        "old": within[entry.area],
                    }
                )
