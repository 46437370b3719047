"""Money on its way from the balance to the organisation's bank."""

from payments.sandbox.actions.balance import book, held
from payments.sandbox.api.errors import ApiError
from payments.sandbox.api.parameters import Params
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.payout import PAYOUT
from payments.sandbox.store import Json

ARRIVES_AFTER = 2 * 24 * 60 * 60


def pay_out(operation: Operation, params: Params) -> Json:
    """Send an amount to the bank. Raises ApiError where less is held, available or not yet."""
    currency = params["currency"].lower()
    if params["amount"] > sum(part.get(currency, 0) for part in held(operation).values()):
        raise ApiError("You have insufficient funds in your Stripe account.", code="balance_insufficient")
    created = operation.clock.money_moved()
    payout = made(
        PAYOUT,
        id=new_id("po"),
        amount=params["amount"],
        arrival_date=created + ARRIVES_AFTER,
        created=created,
        currency=currency,
        description=params.get("description"),
        metadata=params.get("metadata") or {},
        statement_descriptor=params.get("statement_descriptor"),
    )
    booked = book(operation, "payout", -params["amount"], currency, payout["id"], "STRIPE PAYOUT")
    payout["balance_transaction"] = booked["id"]
    operation.store.save(payout)
    operation.emit("payout.created", payout)
    return payout


def arrive(operation: Operation, payout: Json) -> Json:
    """The bank has it."""
    payout |= {"status": "paid", "trace_id": {"status": "unsupported", "value": None}}
    operation.store.save(payout)
    operation.emit("payout.paid", payout)
    return payout


def fail(operation: Operation, payout: Json) -> Json:
    """The bank sends it back, even where it seemed to have it: the balance holds it again."""
    back = book(
        operation,
        "payout_reversal",
        payout["amount"],
        payout["currency"],
        payout["id"],
        "STRIPE PAYOUT FAILURE",
    )
    payout |= {
        "status": "failed",
        "failure_balance_transaction": back["id"],
        "failure_code": "account_closed",
        "failure_message": "The bank account has been closed.",
    }
    operation.store.save(payout)
    operation.emit("payout.failed", payout)
    return payout
