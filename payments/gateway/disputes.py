"""Disputes at the provider: reading, answering and accepting them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import stripe

from payments.gateway.balance import Settlement, movement
from payments.gateway.client import asked, client, moment, money, name_of
from payments.gateway.refunds import donation_of

EXPAND = ["payment_intent"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """`status` is the provider's. `movements`: what it took from the balance and gave back, oldest first."""

    id: str
    status: str
    amount: int
    currency: str
    reason: str
    charge: str | None
    intent: str | None
    donation: str | None
    evidence_due_by: datetime | None
    created: datetime
    movements: tuple[Settlement, ...]


def retrieve_dispute(dispute_id: str) -> Dispute:
    return asked(lambda: client().v1.disputes.retrieve(dispute_id, params={"expand": EXPAND}), read_dispute)


def submit_evidence(dispute_id: str, evidence: str) -> Dispute:
    """Submitted for good. The same words again are the same submission."""
    key = hashlib.sha256(evidence.encode()).hexdigest()[:32]
    return asked(
        lambda: client().v1.disputes.update(
            dispute_id,
            params={"evidence": {"uncategorized_text": evidence}, "submit": True, "expand": EXPAND},
            options={"idempotency_key": f"evidence-{dispute_id}-{key}"},
        ),
        read_dispute,
    )


def accept_dispute(dispute_id: str) -> Dispute:
    return asked(lambda: client().v1.disputes.close(dispute_id, params={"expand": EXPAND}), read_dispute)


def read_dispute(raw: stripe.Dispute) -> Dispute:
    amount, code = money(raw.amount, raw.currency)
    due_by = raw.evidence_details.due_by if raw.evidence_details else None
    return Dispute(
        id=raw.id,
        status=raw.status,
        amount=amount,
        currency=code,
        reason=raw.reason,
        charge=name_of(raw.charge),
        intent=name_of(raw.payment_intent),
        donation=donation_of(raw.payment_intent),
        evidence_due_by=moment(due_by) if due_by else None,
        created=moment(raw.created),
        movements=tuple(movement(booked) for booked in raw.balance_transactions),
    )
