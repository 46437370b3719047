from payments.sandbox.actions.balance import book
from payments.sandbox.actions.dispute_charge import close_inquiries
from payments.sandbox.api.errors import ApiError
from payments.sandbox.api.parameters import Params
from payments.sandbox.currencies import written
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.refund import REFUND
from payments.sandbox.store import Json


def refund_charge(operation: Operation, charge: Json, params: Params) -> Json:
    """Give back a charge, whole or in part (`amount`). Raises ApiError where less is left or if disputed."""
    left = charge["amount_captured"] - charge["amount_refunded"] - _taken(operation, charge)
    amount = params.get("amount", left)
    _check(charge, amount, left)
    refund = _refund(operation, charge, amount, params)
    booked = book(operation, "refund", -amount, charge["currency"], refund["id"], "REFUND FOR CHARGE")
    refund["balance_transaction"] = booked["id"]
    operation.store.save(refund)
    before = {"amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"]}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    operation.store.save(charge)
    changed = {name: value for name, value in before.items() if value != charge[name]}
    operation.emit("charge.refunded", charge, previous=changed)
    operation.emit("refund.created", refund)
    if charge["refunded"]:
        close_inquiries(operation, charge)
    return refund


def _taken(operation: Operation, charge: Json) -> int:
    """What the donor's bank took for good. Raises ApiError while it has not decided, or where that is all."""
    disputes = operation.store.having("dispute", "charge", charge["id"])
    taken: int = sum(dispute["amount"] for dispute in disputes if dispute["status"] == "lost")
    undecided = any(dispute["status"] in ("needs_response", "under_review") for dispute in disputes)
    if undecided or (taken and taken >= charge["amount_captured"] - charge["amount_refunded"]):
        raise ApiError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.", code="charge_disputed"
        )
    return taken


def fail_refund(operation: Operation, refund: Json) -> Json:
    """The donor's bank sends it back, even where it had succeeded: the balance holds it again."""
    returned = book(
        operation, "refund_failure", refund["amount"], refund["currency"], refund["id"], "REFUND FAILURE"
    )
    refund |= {
        "status": "failed",
        "failure_balance_transaction": returned["id"],
        "failure_reason": "expired_or_canceled_card",
    }
    operation.store.save(refund)
    charge = operation.store.get(refund["charge"], "charge")
    if charge:
        charge |= {"amount_refunded": charge["amount_refunded"] - refund["amount"], "refunded": False}
        operation.store.save(charge)
    operation.emit("refund.failed", refund)
    operation.emit("charge.refund.updated", refund)
    return refund


def _check(charge: Json, amount: int, left: int) -> None:
    if charge["status"] != "succeeded":
        raise ApiError(
            f"Charge {charge['id']} has not succeeded; there is nothing to refund.", param="charge"
        )
    if not left:
        raise ApiError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount > left:
        whole = "charge amount" if left == charge["amount_captured"] else "unrefunded amount on charge"
        asked, available = (written(value, charge["currency"]) for value in (amount, left))
        raise ApiError(f"Refund amount ({asked}) is greater than {whole} ({available})", param="amount")


def _refund(operation: Operation, charge: Json, amount: int, params: Params) -> Json:
    return made(
        REFUND,
        id=new_id("re"),
        amount=amount,
        charge=charge["id"],
        created=operation.clock.money_moved(),
        currency=charge["currency"],
        metadata=params.get("metadata") or {},
        payment_intent=charge["payment_intent"],
        payment_method=charge["payment_method"],
        reason=params.get("reason"),
    )
