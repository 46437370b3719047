"""Telling registered front ends that something changed: an event's name and an id, signed, until it arrives.

Signed as the Standard Webhooks specification says: https://www.standardwebhooks.com
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from publication import delivery, log, outbox, webhooks
from publication.identifiers import opaque_id
from publication.models import FrontEnd, PublicationTerm, PublicRecord
from publication.models.front_ends import Event
from publication.models.kinds import CONSENTED, Kind
from publication.readers.visibility import visible

TELLS: dict[str, Callable[[dict[str, Any]], tuple[Event, str]]] = {
    "withdrawal": lambda payload: (Event.WITHDRAWN, payload["public_id"]),
    "expiry": lambda payload: (Event.RECALLED, payload["public_id"]),
    "recall": lambda payload: _of_record(payload["subject"], Event.RECALLED),
    "release": lambda payload: _of_record(payload["subject"], Event.RELEASED),
    "consent": lambda payload: (_of_consent(payload["public_id"]), payload["public_id"]),
}


def teller(kind: str) -> outbox.Handler:
    """The subscriber that queues one delivery for each front end that wants to know."""

    def tell(payload: dict[str, Any]) -> None:
        if kind == "consent" and payload.get("version") == 1:
            # The first consent of a term: by then nothing of it had been public.
            return
        event, public_id = TELLS[kind](payload)
        if event != Event.SITE and not _was_public(public_id):
            return
        queue(event, public_id)

    return tell


@transaction.atomic
def queue(event: Event, public_id: str) -> int:
    """One outbox entry for each front end that is on and asked for this event. Returns how many."""
    wanting = [site for site in FrontEnd.objects.filter(active=True) if event in site.events]
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    message = f"msg_{opaque_id()}"
    for site in wanting:
        outbox.add("webhook", site=site.pk, message=message, event=str(event), id=public_id, at=now)
    return len(wanting)


def deliver(payload: dict[str, Any]) -> None:
    """Tell one front end one event: `{"site", "message", "event", "id", "at"}`. One that is off is not told.

    Raises `NotDelivered`, and the outbox tries again later.
    """
    site = FrontEnd.objects.filter(pk=payload["site"], active=True).first()
    if site is None:
        return
    body = json.dumps(
        {"type": payload["event"], "timestamp": payload["at"], "data": {"id": payload["id"]}},
        separators=(",", ":"),
    ).encode()
    headers = webhooks.headers(site, payload["message"], body)
    try:
        status = delivery.post(site.url, headers, body)
    except delivery.NotDelivered as error:
        _note(site, error.answer)
        raise
    _note(site, str(status))
    log.record("front_end.told", payload["id"], None, site=site.pk, event=payload["event"])


def _note(site: FrontEnd, answer: str) -> None:
    FrontEnd.objects.filter(pk=site.pk).update(told_at=timezone.now(), answer=answer[:100])


def _of_record(subject: str, event: Event) -> tuple[Event, str]:
    """A page's or the site's own event, an update's case, or the case's."""
    record = PublicRecord.objects.filter(subject=subject).select_related("term").first()
    if record is None or record.kind not in CONSENTED or record.term is None:
        return Event.SITE, subject
    return (event if record.kind == Kind.CASE else Event.UPDATED), record.term.public_id


def _of_consent(public_id: str) -> Event:
    """Hidden where the consent no longer covers all that was released; changed otherwise."""
    records = PublicRecord.objects.filter(term__public_id=public_id)
    shown = visible(records)
    return Event.UPDATED if shown.count() == records.count() else Event.RECALLED


def _was_public(public_id: str) -> bool:
    """A front end is never told of a case that nobody could read."""
    return PublicRecord.objects.filter(
        term__in=PublicationTerm.objects.filter(public_id=public_id).values("pk")
    ).exists()
