"""What must be set before an address can be kept."""

from typing import Any

from cryptography.fernet import Fernet
from django.core.checks import CheckMessage, Error

from home.registration import conf


def check_settings(**kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not conf.encryption_keys() or not all(map(_is_fernet_key, conf.encryption_keys())):
        found.append(
            Error(
                "SIXDEGREE_HOME_REGISTRATION_KEYS needs at least one Fernet key, and nothing else.",
                hint="Without keys of its own it takes those of ENCRYPTION_KEYS: set one of the two.",
                id="sixdegree_home.E001",
            )
        )
    if not conf.public_url().startswith(("https://", "http://")):
        found.append(
            Error(
                "SIXDEGREE_HOME_PUBLIC_URL is no address: the links in mails would lead nowhere.",
                hint="Set PUBLIC_URL, for instance to https://give.example.",
                id="sixdegree_home.E002",
            )
        )
    return found


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
