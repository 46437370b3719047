"""The books against the provider's records: what an event should have brought is brought, the rest is told.

Whatever is repaired is repaired by the verbs that events use, from what the provider says now. Nothing is
booked that no object of the provider stands behind, and nothing is taken out of the books.
"""

from payments.actions.reconcile.report import Finding, Report
from payments.actions.reconcile.run import nightly, reconcile, record, window

__all__ = ["Finding", "Report", "nightly", "reconcile", "record", "window"]
