import json

from payments.sandbox.actions import session_intent
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json


def expire_session(operation: Operation, session: Json) -> Json:
    """Close an open session unpaid: its page takes no more payment, an intent already begun is cancelled."""
    session |= {"status": "expired", "url": None}
    operation.store.save(session)
    if intent := session_intent.known(operation, session):
        _cancel(operation, intent)
    operation.emit("checkout.session.expired", session)
    return session


def expire_if_due(operation: Operation, session: Json) -> Json:
    """The session as it is by the provider's clock."""
    if session["status"] == "open" and session["expires_at"] <= operation.clock.now():
        return expire_session(operation, session)
    return session


def expire_due_sessions(operation: Operation) -> int:
    """Expire every open session whose time has come; how many."""
    with operation.store.transaction():
        due = operation.store.rows(
            "SELECT body FROM object WHERE kind = 'checkout.session'"
            " AND json_extract(body, '$.status') = 'open' AND json_extract(body, '$.expires_at') <= ?",
            (operation.clock.now(),),
        )
        for row in due:
            expire_session(operation, json.loads(row["body"]))
    return len(due)


def _cancel(operation: Operation, intent: Json) -> None:
    if intent["status"] in ("succeeded", "canceled"):
        return
    intent |= {
        "status": "canceled",
        "canceled_at": operation.clock.now(),
        "cancellation_reason": "expired",
        "next_action": None,
    }
    operation.store.save(intent)
    operation.emit("payment_intent.canceled", intent)
