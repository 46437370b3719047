"""What a check has to say about a candidate."""

import hashlib
from dataclasses import dataclass, fields
from typing import Any

REFUSE = "refuse"
WARN = "warn"
HOLD = "hold"

Span = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """`refuse` stops the submission; `warn` is for the reviewer to weigh; over a `hold` a reviewer signs only
    after writing a reason.

    `message` is the sentence for the author, with the cure in it; `where` names the part of the page
    ("milestone 3"). `detail` is read by reviewers alone. `block` is a milestone's id or empty, `field` the
    member of the public content, `span` (start, end) in its text (`passages.member_text`), where known.
    All of it goes into the review record, never into the public bytes.
    """

    code: str
    message: str
    where: str = ""
    severity: str = REFUSE
    detail: str = ""
    block: str = ""
    field: str = ""
    span: Span | None = None

    @property
    def key(self) -> str:
        """What a reason for this finding is kept under: the same for the same thing at the same place, in
        whatever language its author worked."""
        place = (self.block, self.field) if self.block or self.field else (self.where,)
        parts = [self.code, *place, "-".join(map(str, self.span or ()))]
        return f"{self.code}:{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:12]}"

    def as_json(self) -> dict[str, Any]:
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**told, "span": list(self.span) if self.span else None, "key": self.key}

    def sentence(self) -> str:
        """For the author: never the detail."""
        return f"{self.where}: {self.message}" if self.where else self.message


def read(told: dict[str, Any]) -> dict[str, Any]:
    """A finding as a review record tells it, with what older records did not tell yet."""
    known = {one.name: told[one.name] for one in fields(Finding) if one.name in told}
    if known.get("span"):
        known["span"] = tuple(known["span"])
    return Finding(**known).as_json()
