"""What is encrypted at rest, and the keyed hash by which a case number is found without reading it."""

import hashlib
import hmac
import unicodedata

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from casepages import conf
from casepages.exceptions import Unreadable


def seal(text: str) -> str:
    """Encrypt with the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def unseal(token: str) -> str:
    """Decrypt with whichever key fits. Raises Unreadable where none does."""
    try:
        return _fernet().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable(
            "This text was encrypted with a key that is no longer configured. Add that key to the end of "
            "SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS and start again."
        ) from error


def fingerprint(case_number: str) -> str:
    """HMAC-SHA-256 of the number's letters and digits, so that `TH-2015/42` and `th 2015 42` are one."""
    folded = unicodedata.normalize("NFKC", case_number).casefold()
    plain = "".join(character for character in folded if character.isalnum())
    return hmac.new(conf.lookup_key().encode(), f"case-number|{plain}".encode(), hashlib.sha256).hexdigest()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in conf.encryption_keys()])
