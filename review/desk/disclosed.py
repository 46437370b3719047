"""What a reader newly learns from a candidate, in the desk's words."""

import json
from typing import Any

from django.utils.translation import gettext as _

from publication.models import Candidate
from review.desk.reading import language, public_of
from review.disclosure import Learned, learned
from review.disclosure.compare import CHANGED, COARSER, FINER, NEW, REMOVED
from review.disclosure.lexicon import lexicon


def disclosed(candidate: Candidate) -> dict[str, Any]:
    """`{rows, gained, said_no_more, first, unlisted}`: the last names a language without a list."""
    earlier = released_before(candidate)
    found = learned(public_of(candidate), earlier)
    removed = sum(one.change == REMOVED for one in found)
    return {
        "rows": [_row(one) for one in found],
        "gained": len(found) - removed,
        "said_no_more": removed,
        "first": not earlier,
        "unlisted": "" if lexicon(candidate.locale).is_known else language(candidate.locale),
    }


def released_before(candidate: Candidate) -> list[dict[str, Any]]:
    """The public contents of all earlier releases of the same subject in any language, oldest first."""
    released = Candidate.objects.filter(
        kind=candidate.kind, subject=candidate.subject, release__isnull=False
    ).exclude(pk=candidate.pk)
    if candidate.release_id:
        released = released.filter(release__lt=candidate.release_id)
    kept = released.exclude(public_bytes=None).order_by("release_id", "pk")
    return [json.loads(bytes(one.public_bytes)) for one in kept]


def _row(one: Learned) -> dict[str, Any]:
    return {
        "change": one.change,
        "change_label": _changes()[one.change],
        "kind": _kinds()[one.fact.kind],
        "fact": one.fact,
        "was": one.was,
        "elsewhere": one.elsewhere,
    }


def _changes() -> dict[str, str]:
    return {
        NEW: _("New"),
        FINER: _("Finer"),
        CHANGED: _("Changed"),
        COARSER: _("Coarser"),
        REMOVED: _("Said no longer"),
    }


def _kinds() -> dict[str, str]:
    return {
        "picture": _("Picture"),
        "name": _("Perhaps a name"),
        "alias": _("Alias"),
        "place": _("Place"),
        "age": _("Age"),
        "age_band": _("Age band"),
        "period": _("Years"),
        "date": _("Date"),
        "relation": _("Relation"),
        "workplace": _("Employer or place of work"),
        "occupation": _("Occupation"),
        "trait": _("Trait"),
        "exploitation": _("Form of exploitation"),
        "number": _("Number"),
        "need": _("Need"),
        "goal": _("Goal"),
        "link": _("Link"),
    }
