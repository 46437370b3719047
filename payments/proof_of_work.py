"""Proof of work before a gift: a donor's device computes for a moment, a card tester's ten thousand times
that.

The challenge is ALTCHA's version 1: find the number for which SHA-256 of `salt` followed by the number in
decimal is `challenge`. The answer is the base64 of JSON `{algorithm, challenge, number, salt, signature}`.
"""

from datetime import timedelta
from typing import Any

from altcha import v1 as altcha
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from payments import conf
from payments.exceptions import ProofRefused
from payments.models import SpentProof

LONGEST = 2048


def challenge() -> dict[str, Any]:
    made = altcha.create_challenge(
        altcha.ChallengeOptions(
            hmac_key=conf.proof_key(),
            max_number=conf.proof_cost(),
            expires=timezone.now() + timedelta(seconds=conf.proof_seconds()),
        )
    )
    # The library says maxNumber, the widget reads maxnumber: both are given.
    return {**made.to_dict(), "maxnumber": made.max_number}


def spend(proof: str | None) -> None:
    """Accepts a proof once. Raises ProofRefused for a missing, wrong, old or used one."""
    if not proof or not solved(proof):
        raise ProofRefused(
            _("The short computation against card testers is missing or old. Reload the page and try again.")
        )
    answer = altcha.Payload.from_base64(proof)
    expires = timezone.now() + timedelta(seconds=conf.proof_seconds())
    try:
        with transaction.atomic():
            SpentProof.objects.create(digest=answer.challenge, expires_at=expires)
    except IntegrityError:
        raise ProofRefused(_("This computation was used already. Reload the page and try again.")) from None


def solved(proof: str) -> bool:
    """Never raises, whatever a stranger sends."""
    if len(proof) > LONGEST:
        return False
    try:
        fits, _problem = altcha.verify_solution(proof, conf.proof_key())
        return fits and len(altcha.Payload.from_base64(proof).challenge) == 64
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return False


def forget() -> int:
    """Deletes proofs that are too old to be accepted anyway. Returns how many."""
    return SpentProof.objects.filter(expires_at__lt=timezone.now()).delete()[0]
