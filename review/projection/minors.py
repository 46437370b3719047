"""Where the person was, or may have been, under 18, and whether they may be so today: private, and the reason
for a closer look.
"""

from typing import Any

from review.projection.material import Material

NO, UNKNOWN, YES = "no", "unknown", "yes"


def today(gathered: Material) -> str:
    """yes, no or unknown, as the consent says it; without a consent it is not known."""
    return str(gathered.consent.under_18) if gathered.consent else UNKNOWN


def perhaps_today(gathered: Material) -> bool:
    return gathered.consent is not None and today(gathered) != NO


def answers(gathered: Material) -> dict[str, str]:
    """Block id → yes, no or unknown. For a translation the source's, as signed, and not its own.

    Who may be under 18 today was never older in any part of the story, whatever its editor chose.
    """
    blocks = getattr(gathered.page, "milestones", [])
    own = {str(block.id): block.value["under_18"] or UNKNOWN for block in blocks}
    if perhaps_today(gathered):
        own = {block: YES if YES in (told, today(gathered)) else UNKNOWN for block, told in own.items()}
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
