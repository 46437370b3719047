"""Addresses at rest: encrypted with the newest key, read with whichever fits."""

from cryptography.fernet import Fernet, MultiFernet
from django.core.exceptions import ImproperlyConfigured

from home.registration import conf
from payments.identifiers import keyed


def seal(email: str) -> str:
    return _fernet().encrypt(email.encode()).decode()


def unseal(token: str) -> str:
    """Raises cryptography's InvalidToken where the key it was sealed with is no longer configured."""
    return _fernet().decrypt(token.encode()).decode()


def fingerprint(email: str) -> str:
    """By a purpose of its own: whether a donor is registered cannot be read off two tables."""
    return keyed("registration", email.strip().casefold())


def _fernet() -> MultiFernet:
    if not conf.encryption_keys():
        raise ImproperlyConfigured("Set SIXDEGREE_HOME_REGISTRATION_KEYS: addresses are stored encrypted.")
    return MultiFernet([Fernet(key) for key in conf.encryption_keys()])
