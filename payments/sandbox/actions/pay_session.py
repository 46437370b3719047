"""What the donor's pressing of the button does: an intent, a charge, and the session's completion."""

from dataclasses import dataclass
from typing import Literal

from payments.sandbox.actions import session_intent
from payments.sandbox.actions.charge_intent import authentication_failed, decline, settle, succeed
from payments.sandbox.actions.dispute_charge import dispute_charge
from payments.sandbox.actions.expire_session import expire_if_due
from payments.sandbox.actions.subscribe import subscribe
from payments.sandbox.cards import Card, TestCard, lookup
from payments.sandbox.identifiers import new_id, random_text
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.checkout_session import COLLECTED, CUSTOMER_DETAILS
from payments.sandbox.shapes.payment_method import BILLING_DETAILS, CARD, METHOD
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
        intent = session_intent.of_session(operation, session)
        intent |= {"payment_method": method["id"], "last_payment_error": None, "next_action": None}
        if test_card.behaviour == "declines":
            decline(operation, intent, method, test_card)
            return "declined"
        if test_card.behaviour == "authenticates":
            _require_authentication(operation, session, intent)
            return "authentication_required"
        charge = _charge_and_complete(operation, session, intent, method)
        if test_card.behaviour == "is_disputed":
            dispute_charge(operation, charge)
        return "paid"


def authenticate_session(operation: Operation, session: Json, *, passed: bool) -> Outcome:
    """End the 3-D Secure step of a session that waits for it; without one that waits nothing happens."""
    with operation.store.transaction():
        session = _current(operation, session)
        if session["status"] != "open":
            return _over(session)
        intent = session_intent.known(operation, session)
        if intent is None or intent["status"] != "requires_action":
            return "declined"
        method = operation.store.get(intent["payment_method"], "payment_method") or {}
        intent["next_action"] = None
        if not passed:
            authentication_failed(operation, intent, method)
            return "declined"
        _charge_and_complete(operation, session, intent, method, authenticated=True)
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


def _charge_and_complete(
    operation: Operation, session: Json, intent: Json, method: Json, *, authenticated: bool = False
) -> Json:
    if session["mode"] == "subscription":
        charge = subscribe(operation, session, intent, method, authenticated=authenticated)
    else:
        charge = succeed(operation, intent, method, authenticated=authenticated)
    _complete(operation, session, method)
    return settle(operation, charge)


def _complete(operation: Operation, session: Json, method: Json) -> None:
    payer = {name: method["billing_details"][name] for name in ("address", "email", "name")}
    session |= {
        "status": "complete",
        "payment_status": "paid",
        "url": None,
        "collected_information": made(COLLECTED),
        "customer_details": made(CUSTOMER_DETAILS, tax_ids=[], **payer),
    }
    operation.store.save(session)
    operation.emit("checkout.session.completed", session)


def _payment_method(operation: Operation, payer: Payer, test_card: TestCard) -> Json:
    card = made(
        CARD,
        brand=test_card.brand,
        display_brand=test_card.brand,
        exp_month=payer.card.exp_month,
        exp_year=payer.card.exp_year,
        fingerprint=random_text(16),
        last4=payer.card.number[-4:],
        networks={"available": [test_card.brand], "preferred": None},
    )
    method = made(
        METHOD,
        id=new_id("pm"),
        billing_details=made(BILLING_DETAILS, email=payer.email, name=payer.name),
        card=card,
        created=operation.clock.now(),
    )
    return operation.store.save(method)
