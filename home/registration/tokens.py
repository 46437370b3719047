"""The secrets in our mails: signed, so that none is stored, and good for one registration and one purpose."""

from datetime import timedelta

from django.core import signing

from home.registration import conf

CONFIRM = "sixdegree.home.registration.confirm"
LEAVE = "sixdegree.home.registration.leave"


def to_confirm(registration: str) -> str:
    return signing.dumps(registration, salt=CONFIRM)


def to_leave(registration: str) -> str:
    """Good for ever: a mail of years ago must still lead out."""
    return signing.dumps(registration, salt=LEAVE)


def confirming(token: str) -> str:
    """The registration's id, or "" for a token that is not ours, or too old."""
    return _read(token, CONFIRM, timedelta(days=conf.days_to_confirm()))


def leaving(token: str) -> str:
    return _read(token, LEAVE, None)


def _read(token: str, salt: str, age: timedelta | None) -> str:
    try:
        return str(signing.loads(token, salt=salt, max_age=age))
    except signing.BadSignature:
        return ""
