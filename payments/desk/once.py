"""A confirmation does what it confirms once, though a double click or the back button sends it twice."""

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from payments.models import SpentProof

# Longer than a session lives.
KEPT = timedelta(days=1)


def token() -> str:
    return secrets.token_urlsafe(24)


def spend(used: str) -> bool:
    """Whether this is its first use."""
    digest = hashlib.sha256(f"desk\0{used}".encode()).hexdigest()
    try:
        with transaction.atomic():
            SpentProof.objects.create(digest=digest, expires_at=timezone.now() + KEPT)
    except IntegrityError:
        return False
    return True
