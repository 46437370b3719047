"""The parts of what was frozen on which a reviewer may comment, and where the page editor has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from review.projection.journey import where

LONGEST = 2000
_SHOWN = 60


@dataclass(frozen=True)
class Part:
    """`place` is the editor's own path to it: a field's name, or a stream field's with a block's id or number
    after a point (`milestones.0af3…`, `body.2`)."""

    place: str
    label: str


def parts(public: dict[str, Any]) -> list[Part]:
    """In the order of the page editor. Needs and goal are the case file's and commented on in the reason."""
    return [*_fields(public), *_milestones(public), *_body(public)]


def by_place(public: dict[str, Any]) -> dict[str, str]:
    """Place → label."""
    return {part.place: part.label for part in parts(public)}


def _fields(public: dict[str, Any]) -> Iterator[Part]:
    names = {
        "case": [
            ("title", _("Alias")),
            ("age_band", _("Age band")),
            ("summary", _("Summary")),
            ("exploitation", _("Form of exploitation")),
            ("origin", _("Area of origin")),
            ("period_from", _("Period")),
            ("content_note", _("Note before the story")),
        ],
        "update": [("title", _("Title")), ("date", _("Date")), ("body", _("Text"))],
        "page": [("title", _("Title")), ("intro", _("Introduction"))],
        "site": [
            ("title", _("Name")),
            ("strapline", _("Strapline")),
            ("theme", _("Colours")),
            ("menu", _("Menu")),
            ("wording", _("Wording")),
        ],
    }
    for place, label in names[public["kind"]]:
        yield Part(place, str(label))


def _milestones(public: dict[str, Any]) -> Iterator[Part]:
    for milestone in public.get("milestones", []):
        label = f"{where(milestone['order'])} · {_short(milestone['heading'])}"
        yield Part(f"milestones.{milestone['id']}", label)


def _body(public: dict[str, Any]) -> Iterator[Part]:
    if public["kind"] == "page":
        for number, block in enumerate(public.get("body", []), start=1):
            words = block.get("text") or block.get("what") or " ".join(block.get("items", []))
            yield Part(
                f"body.{number}",
                _("Part %(number)d · %(words)s") % {"number": number, "words": _short(words)},
            )


def _short(text: str) -> str:
    return str(Truncator(text).chars(_SHOWN))
