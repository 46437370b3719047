"""Opaque ids and keyed hashes."""

import hashlib
import hmac
import ipaddress
import json
import secrets
import unicodedata
from typing import Any

from payments import conf

# 32 signs that survive being read aloud: no i, l, o, u.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 26


def opaque_id() -> str:
    """130 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def donation_id() -> str:
    """Whoever knows the id sees the receipt and chooses what becomes of the gift: told to its donor alone."""
    return opaque_id()


def keyed(purpose: str, value: str) -> str:
    return hmac.new(conf.donor_key().encode(), f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def email_hash(email: str) -> str:
    return keyed("email", unicodedata.normalize("NFC", email).strip().casefold())


def address_hash(address: str) -> str:
    """One household is one address: an IPv6 address counts by its /64. An unreadable one counts as itself."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return keyed("address", address)
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ipaddress.IPv6Network((ip, 64), strict=False).network_address
    return keyed("address", str(ip))


def key_hash(key: str) -> str:
    return keyed("idempotency", key)


def body_hash(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
