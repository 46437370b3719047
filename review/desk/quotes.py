"""A finding shown where it stands: its words in their context, and the way to it in the public view."""

from typing import Any

from review.disclosure.words import cut_after, cut_before
from review.projection.passages import member_text


def quoted(finding: dict[str, Any], public: dict[str, Any]) -> dict[str, Any]:
    """With `order`, its milestone's number or None, and `quote`, `{before, marked, after}` or None."""
    return {**finding, "order": _order(finding["block"], public), "quote": _quote(finding, public)}


def _quote(finding: dict[str, Any], public: dict[str, Any]) -> dict[str, str] | None:
    if not finding["span"]:
        return None
    begins, ends = finding["span"]
    text = member_text(public, finding["block"], finding["field"])
    if not text[begins:ends]:
        return None
    return {"before": cut_before(text, begins), "marked": text[begins:ends], "after": cut_after(text, ends)}


def _order(block: str, public: dict[str, Any]) -> int | None:
    orders = {milestone["id"]: int(milestone["order"]) for milestone in public.get("milestones", [])}
    return orders.get(block)
