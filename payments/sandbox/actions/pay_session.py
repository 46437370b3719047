"""What the donor's pressing of the button does: an intent, a charge, and the session's completion."""

from dataclasses import dataclass
from typing import Literal

from payments.sandbox.actions.charge_intent import authentication_failed, decline, succeed
from payments.sandbox.actions.dispute_charge import dispute_charge
from payments.sandbox.actions.expire_session import expire_if_due
from payments.sandbox.cards import Card, TestCard, lookup
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

Outcome = Literal["paid", "declined", "authentication_required", "already_paid", "expired"]


@dataclass(frozen=True)
class Payer:
    email: str
    name: str
    card: Card


def pay_session(operation: Operation, session: Json, payer: Payer) -> Outcome:
    """Pay an open session once. A decline leaves it open; a paid or expired one stays as it is."""
    with operation.store.transaction():
        session = _current(operation, session)
        if session["status"] != "open":
            return _over(session)
        test_card = lookup(payer.card.number)
        method = _payment_method(operation, payer, test_card)
        intent = _intent(operation, session)
        intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
        if test_card.behaviour == "declines":
            decline(operation, intent, method, test_card)
            return "declined"
        if test_card.behaviour == "authenticates":
            _require_authentication(operation, session, intent)
            return "authentication_required"
        charge = succeed(operation, intent, method)
        _complete(operation, session, method)
        if test_card.behaviour == "is_disputed":
            dispute_charge(operation, charge)
        return "paid"


def authenticate_session(operation: Operation, session: Json, *, passed: bool) -> Outcome:
    """End the 3-D Secure step of a session that waits for it; without one that waits nothing happens."""
    with operation.store.transaction():
        session = _current(operation, session)
        if session["status"] != "open":
            return _over(session)
        intent = operation.store.get(session["payment_intent"] or "", "payment_intent")
        if intent is None or intent["status"] != "requires_action":
            return "declined"
        method = operation.store.get(intent["payment_method"], "payment_method") or {}
        intent["next_action"] = None
        if not passed:
            authentication_failed(operation, intent, method)
            return "declined"
        succeed(operation, intent, method, authenticated=True)
        _complete(operation, session, method)
        return "paid"


def _current(operation: Operation, session: Json) -> Json:
    return expire_if_due(operation, operation.store.get(session["id"], "checkout.session") or session)


def _over(session: Json) -> Outcome:
    return "already_paid" if session["status"] == "complete" else "expired"


def _require_authentication(operation: Operation, session: Json, intent: Json) -> None:
    intent |= {
        "status": "requires_action",
        "next_action": {
            "type": "redirect_to_url",
            "redirect_to_url": {"return_url": None, "url": f"{session['url']}/authenticate"},
        },
    }
    operation.store.save(intent)
    operation.emit("payment_intent.requires_action", intent)


def _complete(operation: Operation, session: Json, method: Json) -> None:
    billing = method["billing_details"]
    session |= {
        "status": "complete",
        "payment_status": "paid",
        "url": None,
        "collected_information": {"business_name": None, "individual_name": None, "shipping_details": None},
        "customer_details": {
            "address": billing["address"],
            "business_name": None,
            "email": billing["email"],
            "individual_name": None,
            "name": billing["name"],
            "phone": None,
            "tax_exempt": "none",
            "tax_ids": [],
        },
    }
    operation.store.save(session)
    operation.emit("checkout.session.completed", session)


def _intent(operation: Operation, session: Json) -> Json:
    """The session's intent, made at the first attempt to pay, as Stripe does."""
    if session["payment_intent"]:
        return operation.store.get(session["payment_intent"], "payment_intent") or {}
    given = operation.store.attachment(session["id"], "payment_intent_data") or {}
    identifier = new_id("pi")
    intent: Json = {
        "id": identifier,
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{identifier}_secret_{new_id('s')[2:]}",
        "confirmation_method": "automatic",
        "created": operation.clock.now(),
        "currency": session["currency"],
        "customer": None,
        "customer_account": None,
        "description": given.get("description"),
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": given.get("metadata") or {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": given.get("receipt_email"),
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": given.get("statement_descriptor"),
        "statement_descriptor_suffix": given.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": given.get("transfer_group"),
    }
    operation.store.save(intent)
    session["payment_intent"] = identifier
    operation.store.save(session)
    operation.emit("payment_intent.created", intent)
    return intent


def _payment_method(operation: Operation, payer: Payer, test_card: TestCard) -> Json:
    return operation.store.save(
        {
            "id": new_id("pm"),
            "object": "payment_method",
            "allow_redisplay": "limited",
            "billing_details": {
                "address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")),
                "email": payer.email,
                "name": payer.name,
                "phone": None,
                "tax_id": None,
            },
            "card": {
                "brand": test_card.brand,
                "checks": {
                    "address_line1_check": None,
                    "address_postal_code_check": None,
                    "cvc_check": "pass",
                },
                "country": "US",
                "display_brand": test_card.brand,
                "exp_month": payer.card.exp_month,
                "exp_year": payer.card.exp_year,
                "fingerprint": new_id("f", 16)[2:],
                "funding": "credit",
                "generated_from": None,
                "last4": payer.card.number[-4:],
                "networks": {"available": [test_card.brand], "preferred": None},
                "regulated_status": "unregulated",
                "three_d_secure_usage": {"supported": True},
                "wallet": None,
            },
            "created": operation.clock.now(),
            "customer": None,
            "customer_account": None,
            "livemode": False,
            "metadata": {},
            "type": "card",
        }
    )
