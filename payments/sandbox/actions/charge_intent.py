"""The charge of an intent: succeeded, with its balance transaction a moment later, or failed."""

from payments.sandbox.actions.balance import book
from payments.sandbox.cards import TestCard
from payments.sandbox.identifiers import new_id, random_text
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.charge import AUTHENTICATED, AUTHORIZED, CHARGE, DECLINED, PAID_BY
from payments.sandbox.store import Json


def succeed(operation: Operation, intent: Json, method: Json, *, authenticated: bool = False) -> Json:
    """Charge the intent; the charge has no balance transaction yet."""
    charge = _charge(operation, intent, method, authenticated)
    charge |= {"amount_captured": intent["amount"], "captured": True, "paid": True, "status": "succeeded"}
    charge["outcome"] = made(AUTHORIZED)
    operation.store.save(charge)
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
    operation.store.save(intent)
    operation.emit("charge.succeeded", charge)
    operation.emit("payment_intent.succeeded", intent)
    return charge


def settle(operation: Operation, charge: Json) -> Json:
    """Book the charge; `charge.updated` brings the balance transaction, as in asynchronous capture."""
    booked = book(operation, "charge", charge["amount"], charge["currency"], charge["id"])
    charge["balance_transaction"] = booked["id"]
    operation.store.save(charge)
    operation.emit("charge.updated", charge, previous={"balance_transaction": None})
    return charge


def decline(operation: Operation, intent: Json, method: Json, card: TestCard) -> Json:
    """A failed charge; the intent waits for another card."""
    charge = _charge(operation, intent, method, authenticated=False)
    charge |= {"failure_code": card.code, "failure_message": card.message}
    charge["outcome"] = made(DECLINED, reason=card.decline_code)
    operation.store.save(charge)
    intent |= {
        "status": "requires_payment_method",
        "latest_charge": charge["id"],
        "payment_method": None,
        "last_payment_error": {
            "charge": charge["id"],
            "code": card.code,
            "decline_code": card.decline_code,
            "doc_url": f"https://stripe.com/docs/error-codes/{card.code.replace('_', '-')}",
            "message": card.message,
            "payment_method": method,
            "type": "card_error",
        },
    }
    operation.store.save(intent)
    operation.emit("charge.failed", charge)
    operation.emit("payment_intent.payment_failed", intent)
    return charge


def authentication_failed(operation: Operation, intent: Json, method: Json) -> None:
    """The payer did not pass 3-D Secure: no charge is made, the intent waits for another card."""
    intent |= {
        "status": "requires_payment_method",
        "payment_method": None,
        "last_payment_error": {
            "code": "payment_intent_authentication_failure",
            "doc_url": "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
            "message": "The provided PaymentMethod has failed authentication. You can provide"
            " payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
            "payment_method": method,
            "type": "invalid_request_error",
        },
    }
    operation.store.save(intent)
    operation.emit("payment_intent.payment_failed", intent)


def _charge(operation: Operation, intent: Json, method: Json, authenticated: bool) -> Json:
    inherited = (
        "amount", "currency", "customer", "description", "metadata", "receipt_email", "statement_descriptor",
        "statement_descriptor_suffix", "transfer_group",
    )  # fmt: skip
    return made(
        CHARGE,
        id=new_id("ch"),
        billing_details=method["billing_details"],
        created=operation.clock.money_moved(),
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={"card": _paid_by(intent, method["card"], authenticated), "type": "card"},
        **{name: intent[name] for name in inherited},
    )


def _paid_by(intent: Json, card: Json, authenticated: bool) -> Json:
    shown = (
        "brand",
        "checks",
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "regulated_status",
    )
    paid_by = made(
        PAID_BY,
        amount_authorized=intent["amount"],
        network=card["brand"],
        overcapture={"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
        **{name: card[name] for name in shown},
    )
    if authenticated:
        paid_by["three_d_secure"] = made(AUTHENTICATED, transaction_id=random_text(16))
    return paid_by
