"""Words by which a person could be reached or recognised: a tripwire, the reviewer reads all the same."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.checks.ages import ages
from review.checks.contact import COORDINATES, EMAIL, LINK, covered, numbers
from review.checks.dates import DATE
from review.projection import minors
from review.projection.findings import REFUSE, WARN, Finding
from review.projection.material import Material
from review.projection.passages import Passage, texts


def tells_no_way_to_her(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    minor, today = minors.orders(gathered, public), minors.perhaps_today(gathered)
    for passage in texts(public):
        yield from _reachable(passage)
        for age in ages(passage.text):
            yield _aged(passage, age.span(), REFUSE if today or passage.order in minor else WARN)


def _reachable(passage: Passage) -> Iterator[Finding]:
    """What one pattern has named is covered before the next looks."""
    kinds = (
        (EMAIL, "e-mail-in-text", _("This looks like a mail address. Take it out.")),
        (LINK, "link-in-text", _("This looks like a web address or an account. Take it out.")),
        (COORDINATES, "coordinates-in-text", _("This looks like coordinates. Name an area instead.")),
        (DATE, "date-in-text", _("This looks like a full date. The year says enough.")),
    )
    text = passage.text
    for pattern, code, message in kinds:
        for found in pattern.finditer(text):
            yield _found(code, message, passage, found.span())
        text = covered(pattern, text)
    message = _("This looks like a telephone or document number. Take it out.")
    for found in numbers(text):
        yield _found("number-in-text", message, passage, found.span())


def _aged(passage: Passage, span: tuple[int, int], severity: str) -> Finding:
    if severity == REFUSE:
        message = _("The person was, or may have been, under 18 here: leave the age out.")
        return _found("age-of-a-minor", message, passage, span)
    message = _("This looks like an age. The age band says enough.")
    return _found("age-in-text", message, passage, span, WARN)


def _found(
    code: str, message: str, passage: Passage, span: tuple[int, int], severity: str = REFUSE
) -> Finding:
    return Finding(
        code,
        message,
        passage.where,
        severity,
        block=passage.block,
        field=passage.field,
        span=passage.span(*span),
    )
