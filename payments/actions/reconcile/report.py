"""What a reconciliation found, and how one object is looked at."""

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import Enum

from payments import gateway
from payments.actions.settlement import Mismatch, NotSettledYet, Unknown

logger = logging.getLogger(__name__)

UNREADABLE_HELPS = "Name the currency in payments/currencies.py, then reconcile again."


class Kind(Enum):
    """What is wrong. The finance officer's page lists what to do about each (docs/operator.md)."""

    UNKNOWN = "unknown"
    TWICE = "charged_twice"
    AFTER_THE_END = "paid_after_the_end"
    MISMATCH = "mismatch"
    UNBOOKED = "unbooked"
    NOT_THERE = "not_at_the_provider"
    UNREADABLE = "unreadable"
    STUCK = "stuck"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class Finding:
    """`subject`: an id of the provider's or a gift's reference; `sentence`: what is wrong and what helps."""

    kind: str
    subject: str
    sentence: str


@dataclass
class Report:
    """`compared` objects of the provider and of ours, `repaired` of them, and what a person must look at.

    `waiting` are those that are on their way: their time has not come. `awaited`: the provider's ids of
    those of them that were looked at: what they moved is told of once their time has come.
    """

    since: datetime
    until: datetime
    compared: int = 0
    repaired: int = 0
    waiting: int = 0
    cash: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    awaited: set[str] = field(default_factory=set)

    def find(self, kind: Kind, subject: str, sentence: str) -> None:
        """The same thing is told once, from however many sides it shows."""
        finding = Finding(kind.value, subject, sentence)
        if finding not in self.findings:
            self.findings.append(finding)

    def await_invoice(self, charge: str) -> None:
        self.waiting += 1
        self.awaited.add(charge)

    def as_rows(self) -> list[dict[str, str]]:
        return [asdict(finding) for finding in self.findings]

    def figure(self) -> str:
        return (
            f"{self.compared} objects compared, {self.repaired} repaired, {self.waiting} on their way,"
            f" {len(self.findings)} for a person"
        )

    def bring(self, subject: str, standing: Callable[[], object], act: Callable[[], object]) -> None:
        """Lets `act` bring the books to where the provider is; repaired is what thereby stands otherwise.

        Raises GatewayError where the provider is out of reach. Whatever else fails is told of this one
        object, and holds up no other.
        """
        before = standing()
        try:
            act()
        except NotSettledYet:
            self.waiting += 1
            self.awaited.add(subject)
        except Unknown as error:
            self.find(
                Kind.UNKNOWN,
                subject,
                f"{subject} {error}: find whose money it is, or give it back at the provider.",
            )
        except Mismatch as error:
            self.find(Kind.MISMATCH, subject, f"{error}. Nothing was booked: compare it at the provider.")
        except gateway.Unreadable as error:
            self.find(Kind.UNREADABLE, subject, f"{error}. {UNREADABLE_HELPS}")
        except gateway.GatewayRefusal as error:
            self.find(Kind.NOT_THERE, subject, f"The provider does not know {subject}: {error}")
        except gateway.GatewayError:
            raise
        except Exception as error:
            name = type(error).__name__
            logger.exception("reconciliation: %s could not be booked", subject)
            self.find(Kind.STUCK, subject, f"{subject} could not be booked here ({name}); the log says why.")
        if standing() != before:
            self.repaired += 1
