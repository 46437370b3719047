"""Words by which a person could be reached or recognised: a tripwire, the reviewer reads all the same."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.checks.ages import ages
from review.checks.contact import ACCOUNT, EMAIL, LINK, MARKUP, numbers, plain
from review.checks.coordinates import COORDINATES
from review.checks.dates import DATE
from review.checks.documents import accounts, papers, plates
from review.projection import minors
from review.projection.findings import REFUSE, WARN, Finding
from review.projection.material import Material
from review.projection.passages import Passage, texts

Finder = Callable[[str], Iterator[re.Match[str]]]


def tells_no_way_to_her(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    minor, today = minors.orders(gathered, public), minors.perhaps_today(gathered)
    for passage in texts(public):
        yield from _reachable(passage)
        for age in ages(passage.text):
            yield _aged(passage, age.span(), REFUSE if today or passage.order in minor else WARN)


def _reachable(passage: Passage) -> Iterator[Finding]:
    """What one kind has named is covered before the next looks."""
    text = plain(passage.text)
    for code, finder, message in _kinds():
        spans = [found.span() for found in finder(text)]
        for span in spans:
            yield _found(code, message, passage, span)
        text = _covered(text, spans)


def _covered(text: str, spans: list[tuple[int, int]]) -> str:
    for begins, ends in spans:
        text = text[:begins] + "·" * (ends - begins) + text[ends:]
    return text


def _kinds() -> list[tuple[str, Finder, str]]:
    return [
        (
            "markup-in-text",
            MARKUP.finditer,
            _("This looks like code or an embedded thing. Write plain text."),
        ),
        ("e-mail-in-text", EMAIL.finditer, _("This looks like a mail address. Take it out.")),
        ("link-in-text", LINK.finditer, _("This looks like a web address or an account. Take it out.")),
        ("link-in-text", ACCOUNT.finditer, _("This looks like a web address or an account. Take it out.")),
        (
            "coordinates-in-text",
            COORDINATES.finditer,
            _("This looks like coordinates. Name an area instead."),
        ),
        ("account-number-in-text", accounts, _("This looks like a bank account or card. Take it out.")),
        (
            "document-number-in-text",
            papers,
            _("This looks like the number of an identity paper. Take it out."),
        ),
        ("plate-in-text", plates, _("This looks like a licence plate. Take it out.")),
        ("date-in-text", DATE.finditer, _("This looks like a full date. The year says enough.")),
        ("number-in-text", numbers, _("This looks like a telephone or document number. Take it out.")),
    ]


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
