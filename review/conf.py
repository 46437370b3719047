"""The settings of this app, `SIXDEGREE_REVIEW_…`, read when they are needed."""

from django.conf import settings


def signers_required(kind: str) -> int:
    """How many people must sign a candidate of this kind: `SIXDEGREE_REVIEW_SIGNERS`, a number per kind."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_SIGNERS", {}).get(kind, 1))


def preview_seconds() -> int:
    """How long an unused preview token opens its document: `SIXDEGREE_REVIEW_PREVIEW_SECONDS`."""
    return int(getattr(settings, "SIXDEGREE_REVIEW_PREVIEW_SECONDS", 300))
