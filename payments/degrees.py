"""Degrees: how many hands a story passed through, at most six. A signed number and nothing else, the same for
all who hold it, so that it follows nobody.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from payments import conf
from payments.exceptions import DegreeRefused

FURTHEST = 6


def signer() -> Signer:
    """Signs with the newest key; links signed with the older ones stay good."""
    keys: list[str | bytes] = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if own := conf.degree_keys():
        keys = [*own]
    return Signer(key=keys[0], fallback_keys=keys[1:], salt="sixdegree.payments.degree")


def token(value: int) -> str:
    """Raises ValueError for what is no degree: nothing else is ever signed here."""
    if not 1 <= value <= FURTHEST:
        raise ValueError(value)
    return signer().sign(str(value))


def value(degree: str) -> int:
    """Raises DegreeRefused for a token that we did not sign."""
    try:
        number = int(signer().unsign(degree))
    except (BadSignature, ValueError):
        number = 0
    if not 1 <= number <= FURTHEST:
        raise DegreeRefused(_("This degree was not made here. Open the link you were sent again."))
    return number


def following(degree: str | None) -> tuple[str, int]:
    """The token and number of the next hand: the first without a token, never more than the sixth."""
    number = min(value(degree) + 1, FURTHEST) if degree else 1
    return token(number), number
