from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Hash, Metadata, Params, Text, merged
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

UPDATE = Hash({"description": Text(longest=1000, clearable=True), "metadata": Metadata()})


@route("GET", "/v1/payment_intents", listing(customer=Text()))
def list_(operation: Operation, params: Params) -> Json:
    return page(
        operation, "payment_intent", params, "/v1/payment_intents", {"customer": params.get("customer")}
    )


@route("GET", "/v1/payment_intents/{intent}")
def retrieve(operation: Operation, params: Params, intent: str) -> Json:
    return find_intent(operation, intent)


@route("POST", "/v1/payment_intents/{intent}", UPDATE)
def update(operation: Operation, params: Params, intent: str) -> Json:
    found = find_intent(operation, intent)
    found["metadata"] = merged(found["metadata"], params.get("metadata", {}))
    if "description" in params:
        found["description"] = params["description"] or None
    return operation.store.save(found)


def find_intent(operation: Operation, identifier: str, param: str = "intent", status: int = 404) -> Json:
    intent = operation.store.get(identifier, "payment_intent")
    if intent is None:
        raise missing("payment_intent", identifier, param, status)
    return intent


expandable("payment_intent", "customer", "latest_charge", "payment_method", "on_behalf_of", "review")
