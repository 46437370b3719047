"""Noting in the log what was tried and refused: the refusal itself undoes all that the verb had written."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from payments.exceptions import Refusal as PaymentsRefusal
from publication import log
from publication.exceptions import Refusal as PublicationRefusal
from publication.models import Candidate
from review.exceptions import Refusal

Given = ParamSpec("Given")
Result = TypeVar("Result")


def attempts(verb: str) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """For verbs called with a candidate's key and a person: a refusal is logged by its type, then raised."""

    def decorate(act: Callable[Given, Result]) -> Callable[Given, Result]:
        @wraps(act)
        def acting(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            try:
                return act(*args, **kwargs)
            except (Refusal, PublicationRefusal, PaymentsRefusal) as refusal:
                _note(verb, refusal.type, *args)
                raise

        return acting

    return decorate


def _note(verb: str, why: str, *args: Any) -> None:
    candidate_id, person = args[:2]
    candidate = Candidate.objects.filter(pk=candidate_id).first()
    if candidate is not None:
        log.record(verb, candidate.subject, person, why=why, digest=candidate.digest)
