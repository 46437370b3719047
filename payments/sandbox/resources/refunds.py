from payments.sandbox.actions.refund_charge import refund_charge
from payments.sandbox.api.errors import ApiError, missing
from payments.sandbox.api.expansion import expandable
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Hash, Integer, Metadata, Params, Text, merged
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.resources.charges import find_charge
from payments.sandbox.resources.payment_intents import find_intent
from payments.sandbox.store import Json

CREATE = Hash(
    {
        "amount": Integer(least=1),
        "charge": Text(),
        "metadata": Metadata(),
        "payment_intent": Text(),
        "reason": Text(("duplicate", "fraudulent", "requested_by_customer")),
    },
    unsupported=(
        "currency", "customer", "instructions_email", "origin", "refund_application_fee",
        "reverse_transfer",
    ),
)  # fmt: skip


@route("POST", "/v1/refunds", CREATE)
def create(operation: Operation, params: Params) -> Json:
    return refund_charge(operation, _charge(operation, params), params)


@route("GET", "/v1/refunds", listing(charge=Text(), payment_intent=Text()))
def list_(operation: Operation, params: Params) -> Json:
    equal = {name: params.get(name) for name in ("charge", "payment_intent")}
    return page(operation, "refund", params, "/v1/refunds", equal)


@route("GET", "/v1/refunds/{refund}")
def retrieve(operation: Operation, params: Params, refund: str) -> Json:
    return find_refund(operation, refund)


@route("POST", "/v1/refunds/{refund}", Hash({"metadata": Metadata()}))
def update(operation: Operation, params: Params, refund: str) -> Json:
    found = find_refund(operation, refund)
    before = found["metadata"]
    found["metadata"] = merged(before, params.get("metadata", {}))
    operation.store.save(found)
    if found["metadata"] != before:
        operation.emit("refund.updated", found, previous={"metadata": before})
    return found


def find_refund(operation: Operation, identifier: str) -> Json:
    refund = operation.store.get(identifier, "refund")
    if refund is None:
        raise missing("refund", identifier)
    return refund


def _charge(operation: Operation, params: Params) -> Json:
    if "charge" in params:
        return find_charge(operation, params["charge"], "charge", status=400)
    if "payment_intent" not in params:
        raise ApiError(
            "One of the following params should be provided for this request: payment_intent or charge.",
            code="parameter_missing",
        )
    intent = find_intent(operation, params["payment_intent"], "payment_intent", status=400)
    if intent["status"] != "succeeded":
        raise ApiError(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return find_charge(operation, intent["latest_charge"])


expandable("refund", "balance_transaction", "charge", "failure_balance_transaction", "payment_intent")
