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


def of_gift(degree: int | None) -> str:
    """The token a gift came by, so that who passes the story on from its receipt asks for the next."""
    return degrees.token(degree) if degree else ""


def onward(url: str, token: str) -> tuple[str, int]:
    """The address with the degree after `token`'s, and its number. Nothing else is added to it."""
    following, number = degrees.following(token or None)
    return f"{url}?degree={following}", number
