"""How consent was withdrawn, for the officers of the file alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from casepages.models import CaseFile
from publication.models import PublicationTerm, Withdrawal
from review.roles import holds

CHANGE = "sixdegree_casepages.change_casefile"


@dataclass(frozen=True)
class Told:
    """`by` is empty where an operator's command withdrew it; nobody has to give a `reason`."""

    at: datetime
    by: str
    reason: str


def withdrawals_at(case_file: CaseFile) -> list[datetime]:
    """When the file's case was withdrawn, the newest first."""
    terms = PublicationTerm.objects.filter(case_ref=case_file.ref).values("public_id")
    found = Withdrawal.objects.filter(public_id__in=terms)
    return list(found.order_by("-at", "-pk").values_list("at", flat=True))


def withdrawals(case_file: CaseFile, person: Any) -> list[Told]:
    """Every withdrawal of the file's case, the newest first; nothing for those who are no case officers,
    since the reason was promised to these alone.
    """
    if not holds(person, CHANGE):
        return []
    terms = PublicationTerm.objects.filter(case_ref=case_file.ref).values("public_id")
    of_case = Withdrawal.objects.filter(public_id__in=terms).order_by("-at", "-pk")
    found = list(of_case.select_related("reason"))
    reasons = [getattr(withdrawal, "reason", None) for withdrawal in found]
    people = get_user_model().objects.in_bulk([told.actor_id for told in reasons if told and told.actor_id])
    return [
        Told(
            withdrawal.at,
            str(people.get(told.actor_id, "")) if told and told.actor_id else "",
            told.reason if told else "",
        )
        for withdrawal, told in zip(found, reasons, strict=True)
    ]
