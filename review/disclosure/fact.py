"""One thing that a reader learns, and where it is told."""

from dataclasses import dataclass
from typing import Any

Public = dict[str, Any]

# By how much each helps to recognise somebody; the desk lists them in this order.
KINDS = (
    "picture", "name", "alias", "place", "age", "age_band", "period", "date", "relation", "workplace",
    "occupation", "trait", "exploitation", "number", "need", "goal", "link",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One thing that a reader learns.

    `value` is the same in every language where it can be (an area's code, "mother", "6 year"); `shown` is
    what stands there. `slot` is the part it belongs to: a milestone's id, `origin`, or a member's name.
    `order` is the milestone's number or None, `before` and `after` the words around it in a text.
    """

    kind: str
    value: str
    shown: str
    slot: str
    where: str
    order: int | None = None
    before: str = ""
    after: str = ""

    @property
    def in_text(self) -> bool:
        return bool(self.before or self.after)
