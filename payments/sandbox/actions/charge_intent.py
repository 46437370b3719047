"""The charge of an intent: succeeded, with its balance transaction a moment later, or failed."""

from payments.sandbox.actions.balance import book
from payments.sandbox.cards import TestCard
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json


def succeed(operation: Operation, intent: Json, method: Json, *, authenticated: bool = False) -> Json:
    """Charge the intent; as at Stripe, `charge.updated` brings the balance transaction a moment later."""
    charge = _charge(operation, intent, method, authenticated)
    charge |= {"amount_captured": intent["amount"], "captured": True, "paid": True, "status": "succeeded"}
    charge["outcome"] = _outcome("authorized", "approved_by_network", "Payment complete.")
    operation.store.save(charge)
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
    operation.store.save(intent)
    operation.emit("charge.succeeded", charge)
    operation.emit("payment_intent.succeeded", intent)
    booked = book(operation, "charge", charge["amount"], charge["currency"], charge["id"])
    charge["balance_transaction"] = booked["id"]
    operation.store.save(charge)
    operation.emit("charge.updated", charge, previous={"balance_transaction": None})
    return charge


def decline(operation: Operation, intent: Json, method: Json, card: TestCard) -> Json:
    """A failed charge; the intent waits for another card."""
    charge = _charge(operation, intent, method, authenticated=False)
    charge |= {"failure_code": card.code, "failure_message": card.message}
    charge["outcome"] = _outcome(
        "issuer_declined",
        "declined_by_network",
        "The bank did not return any further details.",
        card.decline_code,
    )
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


def _outcome(network_status: str, result: str, message: str, decline_code: str | None = None) -> Json:
    approved = result == "approved_by_network"
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": result,
        "reason": decline_code,
        "risk_level": "normal",
        "seller_message": message,
        "type": network_status if not approved else "authorized",
    }


def _charge(operation: Operation, intent: Json, method: Json, authenticated: bool) -> Json:
    card = method["card"]
    secure: Json | None = None
    if authenticated:
        secure = {
            "authentication_flow": "challenge",
            "electronic_commerce_indicator": "05",
            "exemption_indicator": None,
            "result": "authenticated",
            "result_reason": None,
            "transaction_id": new_id("tx", 16)[3:],
            "version": "2.2.0",
        }
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": False,
        "created": operation.clock.money_moved(),
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "outcome": None,
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {
            "card": {
                "amount_authorized": intent["amount"],
                "authorization_code": None,
                "brand": card["brand"],
                "checks": card["checks"],
                "country": card["country"],
                "exp_month": card["exp_month"],
                "exp_year": card["exp_year"],
                "extended_authorization": {"status": "disabled"},
                "fingerprint": card["fingerprint"],
                "funding": card["funding"],
                "incremental_authorization": {"status": "unavailable"},
                "installments": None,
                "last4": card["last4"],
                "mandate": None,
                "multicapture": {"status": "unavailable"},
                "network": card["brand"],
                "network_token": {"used": False},
                "network_transaction_id": None,
                "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
                "regulated_status": card["regulated_status"],
                "three_d_secure": secure,
                "wallet": None,
            },
            "type": "card",
        },
        "presentment_details": None,
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "failed",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }
