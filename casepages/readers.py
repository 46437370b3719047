"""What the apps above ask of a case file and of pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wagtail.admin.utils import get_user_display_name

from casepages.models import (
    CaseFile,
    CasePicture,
    CasePictureEdit,
    GuardedName,
    ProtectedForm,
    ProtectedTerm,
    StageEdit,
)
from casepages.terms import kinds
from casepages.vocabulary import STAGES


def contributors(case_file: CaseFile) -> set[int]:
    """The ids of everyone who opened or changed the file or recorded a consent for it."""
    return set(case_file.edits.exclude(user=None).values_list("user_id", flat=True))


def picture_contributors(pictures: Iterable[CasePicture]) -> set[int]:
    """The ids of everyone who uploaded, described, covered or excepted one of the pictures."""
    edits = CasePictureEdit.objects.filter(picture__in=[picture.pk for picture in pictures])
    return set(edits.exclude(user=None).values_list("user_id", flat=True))


def stage_contributors(codes: Iterable[str]) -> set[int]:
    """The ids of everyone who worded one of these stages of a journey; ours and the settings' nobody did."""
    added = set(codes) - STAGES.keys()
    if not added:
        return set()
    edits = StageEdit.objects.filter(stage__slug__in=added).exclude(user=None)
    return set(edits.values_list("user_id", flat=True))


def protected_forms(case_ref: str) -> list[ProtectedForm]:
    """What is looked for in the texts of this case; empty where nothing was entered."""
    return list(ProtectedForm.objects.filter(term__case_file__ref=case_ref).select_related("term"))


def guarded_names() -> list[GuardedName]:
    """What is looked for in every text. A name's near misses are read once its head or tail is met."""
    return list(GuardedName.objects.defer("near", "owner"))


@dataclass(frozen=True)
class TermsOfKind:
    """How many terms of a kind are kept, and who entered the last of them when. Never what they say."""

    kind: str
    label: str
    count: int
    at: datetime
    by: str


def terms_by_kind(case_file: CaseFile) -> list[TermsOfKind]:
    terms = case_file.protected_terms.select_related("entered_by").order_by("entered_at", "pk")
    grouped: dict[str, list[ProtectedTerm]] = {}
    for term in terms:
        grouped.setdefault(term.kind, []).append(term)
    return [
        TermsOfKind(
            kind,
            str(grouped[kind][-1]),
            len(grouped[kind]),
            grouped[kind][-1].entered_at,
            _who(grouped[kind][-1]),
        )
        for kind in kinds.KINDS
        if kind in grouped
    ]


def _who(term: ProtectedTerm) -> str:
    return get_user_display_name(term.entered_by) if term.entered_by else ""
