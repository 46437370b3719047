"""Withdrawal codes: what a survivor reads out over the telephone so that her consent is withdrawn.

Eighteen digits: seventeen random ones (56 bits) and a check digit after Damm, which finds every single wrong
digit and every swap of two neighbours. Digits, because they are read aloud in every language and typed on
every keyboard. Only a keyed hash is kept, its key outside the database.
"""

import hashlib
import hmac
import secrets
import unicodedata

from casepages import conf

DIGITS = 18
GROUP = 3

# H. M. Damm's quasigroup of order ten; a whole code runs through it to nought.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def draw() -> str:
    """A new code, as plain digits."""
    digits = "".join(str(secrets.randbelow(10)) for _ in range(DIGITS - 1))
    return digits + _through(digits)


def grouped(code: str) -> str:
    """`123 456 …`, as it is printed and read out."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read(typed: str) -> str:
    """The digits of what was typed, in any script, spacing and punctuation; empty where it has letters."""
    digits = []
    for sign in unicodedata.normalize("NFKC", typed):
        value = unicodedata.digit(sign, None)
        if value is not None:
            digits.append(str(value))
        elif sign.isalnum():
            return ""
    return "".join(digits)


def is_whole(code: str) -> bool:
    """Whether it could be a code: long enough, and its check digit right."""
    return len(code) == DIGITS and _through(code) == "0"


def is_like_a_code(typed: str) -> bool:
    """Whether a code was meant: a few digits are a case number that nobody has."""
    return len(read(typed)) >= DIGITS - 3


def fingerprint(code: str) -> str:
    """HMAC-SHA-256 under the look-up key, all that is kept of a code."""
    return hmac.new(
        conf.lookup_key().encode(), f"withdrawal-code|{code}".encode(), hashlib.sha256
    ).hexdigest()


def _through(digits: str) -> str:
    state = "0"
    for digit in digits:
        state = _DAMM[int(state)][int(digit)]
    return state
