"""The payment intent of a session: its own member when it is paid once, known beside it when every month."""

from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.payment_intent import INTENT
from payments.sandbox.store import Json

_GIVEN = (
    "description",
    "receipt_email",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_group",
)
BESIDE = "intent"


def known(operation: Operation, session: Json) -> Json | None:
    """None before the first attempt to pay."""
    identifier = session["payment_intent"] or operation.store.attachment(session["id"], BESIDE)
    return operation.store.get(identifier or "", "payment_intent")


def of_session(operation: Operation, session: Json) -> Json:
    """Made at the first attempt to pay, as Stripe does."""
    if found := known(operation, session):
        return found
    given = operation.store.attachment(session["id"], "payment_intent_data") or {}
    intent = new_intent(
        operation,
        session["amount_total"],
        session["currency"],
        metadata=given.get("metadata") or {},
        **{name: given.get(name) for name in _GIVEN},
    )
    operation.store.attach(session["id"], BESIDE, intent["id"])
    if session["mode"] == "payment":
        session["payment_intent"] = intent["id"]
        operation.store.save(session)
    return intent


def new_intent(operation: Operation, amount: int, currency: str, **members: object) -> Json:
    identifier = new_id("pi")
    intent = made(
        INTENT,
        id=identifier,
        amount=amount,
        client_secret=new_id(f"{identifier}_secret"),
        created=operation.clock.now(),
        currency=currency,
        **{**dict.fromkeys(_GIVEN), "metadata": {}, **members},
    )
    operation.store.save(intent)
    operation.emit("payment_intent.created", intent)
    return intent
