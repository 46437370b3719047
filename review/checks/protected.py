"""Protected terms in what would be served: found by keyed hashes, so that nobody here knows them."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from casepages import readers
from casepages.terms.finding import Hit, find
from casepages.terms.kinds import KINDS
from review.projection.findings import HOLD, WARN, Finding
from review.projection.passages import Passage, served

TERM, NAME, NOTHING = "protected-term", "protected-name", "protected-terms-missing"
EVERY_TEXT = ""


def stand_in_no_text(public: dict[str, Any], case_ref: str) -> list[Finding]:
    """Holds for the case's own terms and for every guarded name; a warning where the case has no terms.

    Asked at submission alone, never while somebody types: each answer is a guess confirmed or not.
    """
    own, everyones = readers.protected_forms(case_ref), readers.guarded_names()
    found = [] if own or not case_ref else [_nothing_entered()]
    for passage in served(public):
        of_case = find(passage.text, own, case_ref)
        found += [_held(TERM, passage, hit) for hit in of_case]
        others = (hit for hit in find(passage.text, everyones, EVERY_TEXT) if not _told(hit, of_case))
        found += [_held(NAME, passage, hit) for hit in others]
    return found


def sentences(told: list[dict[str, Any]]) -> Iterator[str]:
    """For the author, from a review record's findings: in which parts of the page protected terms stand, and
    neither where there nor how often."""
    found = (finding for finding in told if finding["code"] in (TERM, NAME))
    for where in dict.fromkeys(finding["where"] for finding in found):
        yield Finding(TERM, _message(), where).sentence()


def _held(code: str, passage: Passage, hit: Hit) -> Finding:
    kind = capfirst(str(KINDS.get(hit.kind, hit.kind)))
    place = {"kind": kind, "from": hit.begins + 1, "to": hit.ends}
    detail = _("%(kind)s of this case, characters %(from)d to %(to)d.") % place
    if code == NAME:
        detail = _("%(kind)s of a person of some case, characters %(from)d to %(to)d.") % place
    span = passage.span(hit.begins, hit.ends)
    return Finding(code, _message(), passage.where, HOLD, detail, passage.block, passage.field, span)


def _message() -> str:
    return _("A protected term stands here. Take it out, or a privacy reviewer decides on it.")


def _nothing_entered() -> Finding:
    message = _(
        "No protected terms are entered for this case, so no name was looked for. A case officer "
        "enters them in the case file."
    )
    return Finding(NOTHING, message, severity=WARN)


def _told(hit: Hit, of_case: list[Hit]) -> bool:
    return any(hit.begins < own.ends and own.begins < hit.ends for own in of_case)
