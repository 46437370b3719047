"""The free texts of public content, each with its place in it: what every check of words reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from review.projection.findings import Span
from review.projection.journey import where

# Between the paragraphs of a member, so that a span counts through all of them.
BREAK = "\n\n"


@dataclass(frozen=True)
class Passage:
    """A text as it is served, or one paragraph of it.

    `field` is the member of the public content, `block` the milestone's id or empty, `order` the milestone's
    place or None, `start` where the paragraph begins in the member's text.
    """

    where: str
    text: str
    field: str
    block: str = ""
    order: int | None = None
    start: int = 0

    def span(self, begins: int, ends: int) -> Span:
        """Of a part of this text, counted through the whole member."""
        return self.start + begins, self.start + ends


def texts(public: dict[str, Any]) -> Iterator[Passage]:
    """Every free text of a case or an update, paragraph by paragraph."""
    for member, name in _names().items():
        yield from _passages(name, public.get(member), member)
    yield from _of_picture(_("Picture"), public)
    for milestone in public.get("milestones", []):
        part = where(milestone["order"])
        for member in ("heading", "narrative"):
            yield from _passages(part, milestone[member], member, milestone["id"], milestone["order"])
        yield from _of_picture(part, milestone, milestone["id"], milestone["order"])


def member_text(public: dict[str, Any], block: str, field: str) -> str:
    """The text that a finding's span counts in; empty where there is none."""
    holder = public
    if block:
        holder = next((part for part in public.get("milestones", []) if part["id"] == block), {})
    picture, _dot, member = field.partition(".")
    told = (holder.get(picture) or {}).get(member, "") if member else holder.get(field) or ""
    return BREAK.join(told) if isinstance(told, list) else str(told)


def _of_picture(
    where: str, holder: dict[str, Any], block: str = "", order: int | None = None
) -> Iterator[Passage]:
    for member in ("alt", "credit"):
        told = (holder.get("picture") or {}).get(member)
        yield from _passages(where, told, f"picture.{member}", block, order)


def _passages(
    where: str, told: Any, field: str, block: str = "", order: int | None = None
) -> Iterator[Passage]:
    start = 0
    for text in [told] if isinstance(told, str) else told or []:
        if text:
            yield Passage(where, text, field, block, order, start)
        start += len(text) + len(BREAK)


def _names() -> dict[str, str]:
    return {
        "alias": _("Alias"),
        "summary": _("Summary"),
        "content_note": _("Note before the story"),
        "title": _("Title"),
        "body": _("Text"),
    }
