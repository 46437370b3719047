"""A cardholder's bank takes a charge back; the dispute is answered with evidence or accepted."""

from payments.sandbox.actions.balance import book
from payments.sandbox.api.errors import ApiError
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.dispute import DISPUTE, EVIDENCE_DETAILS, EVIDENCE_TEXTS
from payments.sandbox.store import Json

ANSWER_WITHIN = 9 * 24 * 60 * 60

OPEN_INQUIRIES = ("warning_needs_response", "warning_under_review")

_VERDICTS = {"winning_evidence": "won", "losing_evidence": "lost"}


def dispute_charge(
    operation: Operation, charge: Json, amount: int | None = None, *, inquiry: bool = False
) -> Json:
    """Open a fraud dispute over `amount`, or what is left of the charge, and withdraw that, with the fee.

    An inquiry withdraws nothing, and the charge can still be refunded.
    """
    amount = amount or charge["amount_captured"] - charge["amount_refunded"]
    dispute = _dispute(operation, charge, amount)
    if inquiry:
        dispute |= {"status": "warning_needs_response", "is_charge_refundable": True}
        dispute["payment_method_details"]["card"]["case_type"] = "inquiry"
    else:
        withdrawn = book(
            operation, "dispute", -amount, charge["currency"], dispute["id"], "Chargeback withdrawal"
        )
        dispute["balance_transactions"] = [withdrawn]
    operation.store.save(dispute)
    charge["disputed"] = True
    operation.store.save(charge)
    operation.emit("charge.dispute.created", dispute)
    if not inquiry:
        operation.emit("charge.dispute.funds_withdrawn", dispute)
    operation.emit("charge.updated", charge, previous={"disputed": False})
    return dispute


def answer_dispute(operation: Operation, dispute: Json, evidence: dict[str, str], *, submit: bool) -> Json:
    """Stage or submit evidence; Stripe's `winning_evidence` and `losing_evidence` decide it at once."""
    _check_open(dispute)
    dispute["evidence"] |= {name: text or None for name, text in evidence.items()}
    dispute["evidence_details"]["has_evidence"] = any(
        dispute["evidence"].get(name) for name in EVIDENCE_TEXTS
    )
    if submit:
        dispute["evidence_details"]["submission_count"] += 1
        dispute["evidence_details"]["submission_method"] = "manual"
        dispute["status"] = "under_review"
    operation.store.save(dispute)
    operation.emit("charge.dispute.updated", dispute)
    verdict = _VERDICTS.get(evidence.get("uncategorized_text", "")) if submit else None
    return _decide(operation, dispute, verdict) if verdict else dispute


def close_dispute(operation: Operation, dispute: Json) -> Json:
    """Accept the dispute as lost."""
    _check_open(dispute)
    return _decide(operation, dispute, "lost")


def close_inquiries(operation: Operation, charge: Json) -> None:
    """A refund in full ends what the bank only asked about."""
    for dispute in operation.store.having("dispute", "charge", charge["id"]):
        if dispute["status"] in OPEN_INQUIRIES:
            dispute |= {"status": "warning_closed", "is_charge_refundable": False}
            operation.store.save(dispute)
            operation.emit("charge.dispute.closed", dispute)


def _decide(operation: Operation, dispute: Json, verdict: str) -> Json:
    dispute["status"] = verdict
    if verdict == "won":
        currency, source = dispute["currency"], dispute["id"]
        returned = book(
            operation, "dispute_reversal", dispute["amount"], currency, source, "Chargeback reversal"
        )
        dispute["balance_transactions"].append(returned)
    operation.store.save(dispute)
    operation.emit("charge.dispute.closed", dispute)
    if verdict == "won":
        operation.emit("charge.dispute.funds_reinstated", dispute)
    return dispute


def _check_open(dispute: Json) -> None:
    if dispute["status"] != "needs_response":
        raise ApiError(f"This dispute is already closed or submitted (status: {dispute['status']}).")


def _dispute(operation: Operation, charge: Json, amount: int) -> Json:
    created = operation.clock.money_moved()
    brand = charge["payment_method_details"]["card"]["brand"]
    return made(
        DISPUTE,
        id=new_id("du"),
        amount=amount,
        charge=charge["id"],
        created=created,
        currency=charge["currency"],
        evidence_details=made(EVIDENCE_DETAILS, due_by=created + ANSWER_WITHIN),
        payment_intent=charge["payment_intent"],
        payment_method_details={
            "card": {
                "brand": brand,
                "case_type": "chargeback",
                "network": brand,
                "network_reason_code": "10.4",
            },
            "type": "card",
        },
    )
