"""The keys that protected terms are hashed under: outside the database, newest first, wrapped at rotation.

A name has almost no entropy, so whoever has hashes and key has the names: the key is the protection.
"""

import hashlib
import hmac
from functools import cache

from casepages import conf
from casepages.exceptions import Unreadable

SIZE = 16
# Between the ids of the keys that a hash went through, oldest first.
THEN = ">"


@cache
def key_id(key: str) -> str:
    """The key's name, under which nothing of it can be read."""
    return hashlib.sha256(f"term-key-id|{key}".encode()).hexdigest()[:8]


def newest() -> str:
    return key_id(conf.term_keys()[0])


def tag(message: str, chain: list[bytes]) -> bytes:
    """HMAC-SHA-256 truncated to 16 bytes under the first key, then wrapped under each further one."""
    hashed = hmac.digest(chain[0], message.encode(), "sha256")[:SIZE]
    for key in chain[1:]:
        hashed = hmac.digest(key, hashed, "sha256")[:SIZE]
    return hashed


def wrap(tags: bytes) -> bytes:
    """Each of the 16-byte hashes, joined without anything between them, under the newest key as well."""
    key = conf.term_keys()[0].encode()
    parts = (tags[begins : begins + SIZE] for begins in range(0, len(tags), SIZE))
    return b"".join(hmac.digest(key, part, "sha256")[:SIZE] for part in parts)


def keys_of(chain: str) -> list[bytes]:
    """The keys of a chain, oldest first. Raises Unreadable where one of them is no longer configured."""
    known = {key_id(key): key.encode() for key in conf.term_keys()}
    try:
        return [known[name] for name in chain.split(THEN)]
    except KeyError as error:
        raise Unreadable(
            "Protected terms were hashed under a key that is no longer configured. Add that key to the end "
            "of SIXDEGREE_CASEPAGES_TERM_KEYS and start again."
        ) from error
