"""What is done with a case's protected terms when the case ends."""

from typing import Any

from casepages.actions import forget_terms
from publication.actions.terms import current_term
from publication.erasure import ErasedCase
from publication.models import PublicationTerm


def forget_on_withdrawal(payload: dict[str, Any]) -> None:
    """The outbox's `withdrawal`: a person who took her consent back leaves no name behind, hashed or not.

    Where consent was renewed meanwhile, the terms guard the new publication and stay.
    """
    term = PublicationTerm.objects.filter(public_id=payload["public_id"]).first()
    if term and current_term(term.case_ref) is None:
        forget_terms(term.case_ref)


def forget_at_erasure(case: ErasedCase) -> int:
    """Before anything else of the case goes, and also where the worker has not come to it yet."""
    return forget_terms(case.ref)
