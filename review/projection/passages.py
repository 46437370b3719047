"""The free texts of public content, each with its place in it: what every check of words reads."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from casepages.vocabulary import STAGES, is_typed
from publication.derived import MILESTONE_WORDS
from review.projection.findings import Span
from review.projection.journey import where

# Between the paragraphs of a member, so that a span counts through all of them.
BREAK = "\n\n"
# Ids, codes and numbers; the story map repeats the milestones' words.
NO_WORDS = {
    *("schema", "kind", "id", "case", "locale", "source_locale", "locales", "lang", "code", "age_band"),
    *("exploitation", "first_published_on", "date", "goal", "amount", "category", "icon", "period"),
    *("storymap", "theme", "type", "sha256", "width", "height", "order", "menu_order", "ordered"),
}


@dataclass(frozen=True)
class Passage:
    """A text as it is served, or one paragraph of it.

    `field` is the member of the public content (`picture.alt` for one within another), `block` the
    milestone's id or empty, `order` the milestone's place or None, `start` where the
    paragraph begins in the member's text.
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
        for member in milestone_members(milestone):
            yield from _passages(part, milestone.get(member), member, milestone["id"], milestone["order"])
        yield from _of_picture(part, milestone, milestone["id"], milestone["order"])


def milestone_members(milestone: dict[str, Any]) -> tuple[str, ...]:
    """The members of a milestone that hold somebody's words: of our own stages the label is ours."""
    return MILESTONE_WORDS if milestone.get("stage") in STAGES else ("stage_label", *MILESTONE_WORDS)


def served(public: dict[str, Any]) -> Iterator[Passage]:
    """Every text that is served, whatever member holds it: a written one, a label or a place's name.

    What no reader sees as words is left out; a member nobody thought of is in.
    """
    yield from _served(public, "", "")


def member_text(public: dict[str, Any], block: str, field: str) -> str:
    """The text that a finding's span counts in; empty where there is none."""
    told: Any = public
    if block:
        told = next((part for part in public.get("milestones", []) if part["id"] == block), {})
    for name in field.split("."):
        told = told[int(name)] if isinstance(told, list) else (told or {}).get(name)
    return BREAK.join(told) if isinstance(told, list) else str(told or "")


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


def _served(told: Any, field: str, block: str) -> Iterator[Passage]:
    if isinstance(told, str):
        if told:
            yield Passage(_part(field), told, field, block)
    elif isinstance(told, list) and told and all(isinstance(one, str) for one in told):
        yield Passage(_part(field), BREAK.join(told), field, block)
    elif isinstance(told, dict):
        for name, value in told.items():
            if name not in NO_WORDS and (name != "stage" or is_typed(value)):
                yield from _served(value, f"{field}.{name}" if field else name, block)
    elif isinstance(told, list):
        for at, value in enumerate(told):
            if field == "milestones" and not block:
                yield from _of_milestone(value)
            else:
                yield from _served(value, f"{field}.{at}", block)


def _of_milestone(milestone: dict[str, Any]) -> Iterator[Passage]:
    for passage in _served(milestone, "", milestone["id"]):
        yield replace(passage, where=where(milestone["order"]), order=milestone["order"])


def _part(field: str) -> str:
    """The part of the page, as its author knows it; of one with no name of its own, the member's."""
    return _names().get(field) or _more_names().get(field.split(".")[0]) or field.split(".")[0]


def _more_names() -> dict[str, str]:
    return {
        "origin": _("Area of origin"),
        "picture": _("Picture"),
        "needs": _("Needs"),
        "intro": _("Introduction"),
        "name": _("Name"),
        "strapline": _("Strapline"),
        "menu": _("Menu"),
        "wording": _("Wording"),
        "slug": _("Address"),
    }


def _names() -> dict[str, str]:
    return {
        "alias": _("Alias"),
        "summary": _("Summary"),
        "content_note": _("Note before the story"),
        "title": _("Title"),
        "body": _("Text"),
    }
