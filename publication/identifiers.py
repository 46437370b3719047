import secrets

# Survives copying by hand and reading aloud: no l, o, 0 or 1, no punctuation. 32 ** 20 is 100 bits.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
LENGTH = 20


def opaque_id() -> str:
    """A random public id of 100 bits that says nothing about what it names."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
