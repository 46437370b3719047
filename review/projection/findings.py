"""What a check has to say about a candidate."""

from dataclasses import asdict, dataclass

REFUSE = "refuse"
WARN = "warn"


@dataclass(frozen=True)
class Finding:
    """`refuse` stops the submission, `warn` is for the reviewer to weigh.

    `message` is the sentence for the author, with the cure in it; `where` names the part of the page
    ("milestone 3"). It goes into the review record, never into the public bytes.
    """

    code: str
    message: str
    where: str = ""
    severity: str = REFUSE

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def sentence(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message
