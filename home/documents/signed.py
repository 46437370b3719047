"""What a form to give carries signed: the key that makes sending it twice one gift, and the donor's wait."""

import secrets
from dataclasses import asdict, dataclass

from django.core import signing
from django.utils import timezone

from home.documents import conf
from payments.gift import Gift

KEY_SALT = "sixdegree.home.giving.key"
WAIT_SALT = "sixdegree.home.giving.wait"


class Expired(Exception):
    """Not signed by us for this campaign, or too long ago."""


def key(campaign: str) -> str:
    """A fresh Idempotency-Key of 192 random bits, for one campaign, good for two hours."""
    return signing.dumps([campaign, secrets.token_urlsafe(24)], salt=KEY_SALT)


def opened_key(signed: str, campaign: str) -> str:
    """The key itself. Raises Expired."""
    try:
        of, value = signing.loads(signed, salt=KEY_SALT, max_age=conf.key_seconds())
    except signing.BadSignature as error:
        raise Expired from error
    if of != campaign:
        raise Expired
    return str(value)


def opened_key_of_any(signed: str) -> str:
    """The key of a form of whichever campaign; "" where it is none of ours, or too old to be of use."""
    try:
        _of, value = signing.loads(signed, salt=KEY_SALT, max_age=conf.key_seconds())
    except signing.BadSignature:
        return ""
    return str(value)


@dataclass(frozen=True)
class Wait:
    """A gift on its way through the wait page; `ready` in seconds since 1970."""

    gift: Gift
    key: str
    ready: int

    @property
    def seconds(self) -> int:
        return max(0, self.ready - int(timezone.now().timestamp()))


def wait(gift: Gift, idempotency_key: str) -> str:
    ready = int(timezone.now().timestamp()) + conf.wait_seconds()
    return signing.dumps([asdict(gift), idempotency_key, ready], salt=WAIT_SALT, compress=True)


def opened_wait(token: str, campaign: str) -> Wait:
    """Raises Expired."""
    try:
        gift, idempotency_key, ready = signing.loads(token, salt=WAIT_SALT, max_age=conf.key_seconds())
    except signing.BadSignature as error:
        raise Expired from error
    if gift["campaign"] != campaign:
        raise Expired
    return Wait(Gift(**gift), idempotency_key, ready)
