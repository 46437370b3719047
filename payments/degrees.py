"""Degrees: how many hands a story passed through, at most six. A signed number and nothing else, the same for
all who hold it, so that it follows nobody.
"""

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from payments.exceptions import DegreeRefused

FURTHEST = 6


def signer() -> Signer:
    return Signer(salt="sixdegree.payments.degree")


def token(value: int) -> str:
    return signer().sign(str(value))


def value(degree: str) -> int:
    """Raises DegreeRefused for a token that we did not sign."""
    try:
        return int(signer().unsign(degree))
    except BadSignature:
        raise DegreeRefused(_("This degree was not made here. Open the link you were sent again.")) from None


def following(degree: str | None) -> tuple[str, int]:
    """The token and number of the next hand: the first without a token, never more than the sixth."""
    number = min(value(degree) + 1, FURTHEST) if degree else 1
    return token(number), number
