"""Our own totals, summed from published records and snapshots and nothing newer."""

from collections import Counter
from datetime import datetime
from typing import Any

from payments.readers import funding as read_funding
from publication.models import PublicRecord
from publication.models.kinds import Kind
from publication.readers.visibility import visible


def figures() -> dict[str, Any]:
    """`{cases, open, funded, closed, received: [Money], as_of}`; `as_of` is the newest snapshot's."""
    rows = (
        visible(PublicRecord.objects.filter(kind=Kind.CASE))
        .order_by()
        .values_list("subject", "status", "term__campaign_ref")
        .distinct()
    )
    cases = list(rows)
    counts = Counter(status for _subject, status, _campaign in cases)
    snapshots = read_funding(campaign for _subject, _status, campaign in cases).values()
    received: Counter[str] = Counter()
    for snapshot in snapshots:
        received[snapshot.currency] += snapshot.received
    return {
        "cases": len(cases),
        "open": counts["open"],
        "funded": counts["funded"],
        "closed": counts["closed"],
        "received": [{"amount": received[code], "currency": code} for code in sorted(received)],
        "as_of": _newest(snapshot.as_of for snapshot in snapshots),
    }


def _newest(times: Any) -> str | None:
    newest: datetime | None = max(times, default=None)
    return newest.isoformat(timespec="seconds").replace("+00:00", "Z") if newest else None
