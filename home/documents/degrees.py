"""The signed degree a link may carry from hand to hand: taken along to the gift, dropped where not ours."""

from payments import degrees
from payments.exceptions import DegreeRefused

LONGEST = 128


def carried(token: str) -> str:
    """The token as it came, or "" for one we did not sign: a damaged link costs nobody the story."""
    if not token or len(token) > LONGEST:
        return ""
    try:
        degrees.value(token)
    except DegreeRefused:
        return ""
    return token
