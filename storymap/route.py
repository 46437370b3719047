"""The route beside a StreamField: which children of its blocks name a place, and what the script says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamBlock, StructBlock

from storymap.blocks import AreaBlock
from storymap.widgets import picker_options


@dataclass(frozen=True, slots=True)
class Parts:
    """Names of a milestone's children. Without `under_18` nobody's age makes a place coarser."""

    heading: str = "heading"
    stage: str = "stage"
    under_18: str = ""


def places_of(stream: StreamBlock) -> dict[str, str]:
    """Block type → the child that names its area, of those that have one.

    Raises `TypeError` where none has: such a stream tells no route.
    """
    found = {
        kind: child
        for kind, block in stream.child_blocks.items()
        if isinstance(block, StructBlock)
        for child, inner in block.child_blocks.items()
        if isinstance(inner, AreaBlock)
    }
    if not found:
        raise TypeError("RoutePanel stands beside a StreamField in which a StructBlock holds an AreaBlock.")
    return found


def options(places: Mapping[str, str], parts: Parts, taken: Mapping[str, str] | None) -> dict[str, Any]:
    """For the script. `taken` is block id → code of the area shown, where places are written elsewhere."""
    shared = picker_options()
    return {
        **{key: shared[key] for key in ("names", "countries", "regions", "locale", "credits")},
        "places": dict(places),
        "parts": {"heading": parts.heading, "stage": parts.stage, "under18": parts.under_18},
        "taken": dict(taken) if taken is not None else None,
        "strings": {
            "failed": shared["strings"]["failed"],
            "noPlace": _("No place: in the list, not on the map"),
            "noHeading": _("Without heading"),
            "shownAs": _("Shown as {area}"),
            "young": _("Shown as {area}, as the person was, or may have been, under 18 at that time."),
            "take": _("Take {area}"),
            "moved": _("{heading} is now number {number} of {count}."),
            "added": _("Number {number} of {count} was added."),
            "removed": _("{heading} was removed. {count} remain."),
            "goTo": _("Edit number {number}"),
        },
    }
