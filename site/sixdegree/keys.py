"""The demo's and the developer's secrets: made once, kept in `DATA/keys.json`, read by their owner only."""

import fcntl
import json
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet


def make() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "LOOKUP_KEY": secrets.token_urlsafe(32),
        "TERM_KEYS": secrets.token_urlsafe(32),
        "DONOR_KEY": secrets.token_urlsafe(32),
        "DEGREE_KEYS": secrets.token_urlsafe(32),
        "PROOF_KEY": secrets.token_urlsafe(32),
        "WEBHOOK_KEY": secrets.token_urlsafe(32),
        "STRIPE_SECRET_KEY": "sk_test_" + secrets.token_hex(16),
        "STRIPE_WEBHOOK_SECRETS": "whsec_" + secrets.token_hex(16),
    }


def load_or_make(path: Path) -> dict[str, str]:
    """The keys at `path`, with those made anew that an older version did not know.

    Two processes that start together end with the same ones.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        keys = {**make(), **known}
        if keys != known:
            _write(path, keys)
    finally:
        os.close(folder)
    return keys


def _write(path: Path, keys: dict[str, str]) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(keys, file, indent=1)
    partial.replace(path)
