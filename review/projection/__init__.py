"""What of a page becomes public: one pure projection per kind, registered by whoever owns the kind."""

from review.projection.findings import REFUSE, WARN, Finding
from review.projection.registry import Context, Kind, Projection, kind_of, kinds, register

__all__ = ["REFUSE", "WARN", "Context", "Finding", "Kind", "Projection", "kind_of", "kinds", "register"]
