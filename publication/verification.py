"""Proving, row by row, that the laws held: used by `verify_audit` and `verify_public`."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from publication import canonical, conf, derived, log, outbox
from publication.models import Candidate, LogEntry, OutboxEntry, PublicRecord, Withdrawal
from publication.models.kinds import Kind
from publication.readers.places import released_places


def audit_faults(after: int = 0) -> Iterator[str]:
    """Broken links of the log's chain, missing positions, and entries unchained for too long.

    `after` leaves out the links up to that position, where a screen shows the end of the chain alone.
    """
    position, previous = after, _hash_at(after)
    for entry in LogEntry.objects.filter(position__gt=after).order_by("position").iterator():
        position += 1
        if entry.position != position:
            yield f"position {position} is missing: entry {entry.pk} stands at {entry.position}"
            position = entry.position or position
        if entry.previous != previous:
            yield f"entry {entry.pk} does not follow the one before it"
        if entry.hash != log.line(entry, position, entry.previous or ""):
            yield f"entry {entry.pk} is not what was chained"
        previous = entry.hash or ""
    late = timezone.now() - timedelta(seconds=conf.audit_tail_seconds())
    for entry in LogEntry.objects.filter(position=None, at__lt=late):
        yield f"entry {entry.pk} of {entry.at:%Y-%m-%d %H:%M} was never chained: is the worker running?"


def head_faults(noted: tuple[int, str]) -> Iterator[str]:
    """Whether the chain still leads through a head that was noted earlier, outside the database."""
    position, digest = noted
    length, _head = audit_head()
    if position > length:
        yield f"the noted head stands at {position}, the chain ends at {length}: its end was cut off"
    elif _hash_at(position) != digest:
        yield f"the chain does not lead through the noted head at {position}: it was written anew"


def _hash_at(position: int) -> str:
    entry = LogEntry.objects.filter(position=position).first()
    return (entry.hash if entry else None) or log.START


def audit_head() -> tuple[int, str]:
    """Length and last hash of the chain: noted outside the database, they show a cut-off end."""
    last = LogEntry.objects.exclude(position=None).order_by("-position").first()
    return (last.position or 0, last.hash or log.START) if last else (0, log.START)


def record_faults(record: PublicRecord) -> Iterator[str]:
    """Where a public record is not what its signed bytes and sign-offs make it."""
    candidate = record.candidate
    if record.is_erased or candidate.is_erased:
        yield from _erasure_faults(record)
        return
    body = bytes(record.bytes)
    if canonical.digest(body) != record.digest:
        yield "the digest is not that of the bytes"
    if body != bytes(candidate.public_bytes) or record.digest != candidate.digest:
        yield "the bytes are not the candidate's"
    if candidate.release_id != record.release_id:
        yield "the candidate was released by another release"
    if _signers(record) < candidate.signers_required:
        yield "sign-offs are missing"
    yield from _review_faults(candidate)
    yield from _derived_faults(record, json.loads(body))
    yield from _unledgered(record, json.loads(body))


def _erasure_faults(record: PublicRecord) -> Iterator[str]:
    """An erased record has no word left, a withdrawal behind it, and the digest that was signed."""
    candidate = record.candidate
    if not (record.is_erased and candidate.is_erased and candidate.review_bytes is None):
        yield "it is erased in part only: erase the case again"
    if record.term is None or not Withdrawal.objects.filter(public_id=record.term.public_id).exists():
        yield "it is erased though it was not withdrawn"
    if record.card or record.first_published_on or record.facets.all():
        yield "something that was derived from the erased bytes is left"
    if record.digest != candidate.digest or candidate.release_id != record.release_id:
        yield "the candidate is another one"
    if _signers(record) < candidate.signers_required:
        yield "sign-offs are missing"


def _signers(record: PublicRecord) -> int:
    contributors = {row.user_id for row in record.candidate.contributors.all()} | {
        record.candidate.submitted_by_id
    }
    return len(
        {
            signed.reviewer_id
            for signed in record.candidate.signoffs.all()
            if signed.digest == record.digest
            and signed.release_id == record.release_id
            and signed.reviewer_id not in contributors
        }
    )


def _review_faults(candidate: Candidate) -> Iterator[str]:
    """Where the rows that decide who may sign are not what those who signed were shown."""
    body = bytes(candidate.review_bytes)
    if canonical.digest(body) != candidate.review_digest:
        yield "the digest of the review record is not that of its bytes"
    if any(signed.review_digest != candidate.review_digest for signed in candidate.signoffs.all()):
        yield "a sign-off is of another review record"
    review = json.loads(body)
    if review.get("contributors") != sorted(row.user_id for row in candidate.contributors.all()):
        yield "the contributors are not those of the signed review record"
    if review.get("signers_required") != candidate.signers_required:
        yield "the number of signers is not that of the signed review record"


def _derived_faults(record: PublicRecord, public: dict[str, Any]) -> Iterator[str]:
    if (public["kind"], public["id"], public["locale"]) != (record.kind, record.subject, record.locale):
        yield "the bytes name another kind, subject or locale"
    if derived.card(public) != record.card:
        yield "the card is not what the bytes give"
    if derived.facets(public) != {(facet.name, facet.value) for facet in record.facets.all()}:
        yield "the facets are not what the bytes give"
    if (derived.waiting_since(public) or record.released_at.date()) != record.waiting_since:
        yield "the waiting date is not what the bytes give"
    if derived.first_published_on(public) != record.first_published_on:
        yield "the date of first publication is not what the bytes give"
    if (public.get("source_locale", record.locale) == record.locale) != record.is_source:
        yield "the source locale is not what the bytes give"
    if record.term and record.term.public_id != derived.case_id(public):
        yield "the record belongs to another case than its bytes"
    if record.term and record.consent and record.term.consent_ref != record.consent.consent_ref:
        yield "the record hangs on another case's consent"


def _unledgered(record: PublicRecord, public: dict[str, Any]) -> Iterator[str]:
    if record.term is None or public["kind"] != Kind.CASE:
        return
    entered = {(entry.slot, entry.area) for entry in released_places(record.term.case_ref)}
    if {(slot, place["code"]) for slot, place in derived.slots(public)} - entered:
        yield "a place is missing from the place ledger"


def withdrawal_faults() -> Iterator[str]:
    """Withdrawals whose consequences nobody has on their list any more."""
    for entry in outbox.passed_over():
        yield f"withdrawal {entry.payload.get('public_id')}: marked as carried out, with steps left"
    queued = set(OutboxEntry.objects.filter(kind="withdrawal").values_list("payload__public_id", flat=True))
    for withdrawal in Withdrawal.objects.exclude(public_id__in=queued).order_by("pk"):
        yield f"withdrawal {withdrawal.public_id}: its entry is gone from the outbox"


def records() -> QuerySet[PublicRecord]:
    return (
        PublicRecord.objects.select_related("candidate", "term", "consent")
        .prefetch_related("candidate__contributors", "candidate__signoffs", "facets")
        .order_by("pk")
    )
