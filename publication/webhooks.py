"""Signing what front ends are told, as the Standard Webhooks specification (version 1.0) says."""

import base64
import hashlib
import hmac
import time

from django.core.exceptions import ImproperlyConfigured

from publication import conf
from publication.models import FrontEnd

PREFIX = "whsec_"


def secret(salt: str) -> str:
    """A front end's secret in the form its libraries take. 256 bits; derived, so that none is stored.

    Raises ImproperlyConfigured without a key: nobody is told anything unsigned.
    """
    key = conf.webhook_key()
    if not key:
        raise ImproperlyConfigured(
            "Set SIXDEGREE_PUBLICATION_WEBHOOK_KEY: it signs what front ends are told."
        )
    derived = hmac.new(key.encode(), f"front-end|{salt}".encode(), hashlib.sha256).digest()
    return PREFIX + base64.b64encode(derived).decode()


def signature(secret_: str, message: str, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(secret_.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(site: FrontEnd, message: str, body: bytes) -> dict[str, str]:
    """`webhook-id` is the message's and stays through all tries; the time is this try's.

    For a while after a change of the secret both sign, the newest first.
    """
    timestamp = int(time.time())
    signatures = [signature(secret(salt), message, timestamp, body) for salt in site.salts()]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Sixdegree-Webhooks/1",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
