"""What of a page becomes public: one pure projection per kind, registered by whoever owns the kind."""

from review.projection.findings import HOLD, REFUSE, WARN, Finding
from review.projection.registry import Context, Kind, Original, Projection, kind_of, kinds, register

__all__ = [
    "HOLD",
    "REFUSE",
    "WARN",
    "Context",
    "Finding",
    "Kind",
    "Original",
    "Projection",
    "kind_of",
    "kinds",
    "register",
]
