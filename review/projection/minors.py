"""Where the person was, or may have been, under 18: private, and the reason for a closer look."""

from typing import Any

from review.projection.material import Material

NO, UNKNOWN = "no", "unknown"


def answers(gathered: Material) -> dict[str, str]:
    """Block id → yes, no or unknown. For a translation the source's, as signed, and not its own."""
    blocks = getattr(gathered.page, "milestones", [])
    own = {str(block.id): block.value["under_18"] or UNKNOWN for block in blocks}
    signed = (gathered.source_review or {}).get("disclosure", {}).get("under_18", {})
    return {**own, **signed}


def orders(gathered: Material, public: dict[str, Any]) -> set[int]:
    """The public milestones at which the person may have been a minor; no answer counts as not known."""
    told = answers(gathered)
    return {
        milestone["order"]
        for milestone in public.get("milestones", [])
        if told.get(milestone["id"], UNKNOWN) != NO
    }
