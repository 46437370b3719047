from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable, includable
from payments.sandbox.api.lists import listing, page, whole
from payments.sandbox.api.parameters import Hash, Metadata, Params, Text, merged
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

LIST = listing(customer=Text(), payment_intent=Text(), transfer_group=Text())
UPDATE = Hash({"description": Text(longest=1000, clearable=True), "metadata": Metadata()})


@route("GET", "/v1/charges", LIST)
def list_(operation: Operation, params: Params) -> Json:
    equal = {name: params.get(name) for name in ("customer", "payment_intent", "transfer_group")}
    return page(operation, "charge", params, "/v1/charges", equal)


@route("GET", "/v1/charges/{charge}")
def retrieve(operation: Operation, params: Params, charge: str) -> Json:
    return find_charge(operation, charge)


@route("POST", "/v1/charges/{charge}", UPDATE)
def update(operation: Operation, params: Params, charge: str) -> Json:
    found = find_charge(operation, charge)
    before = {"metadata": found["metadata"], "description": found["description"]}
    found["metadata"] = merged(found["metadata"], params.get("metadata", {}))
    if "description" in params:
        found["description"] = params["description"] or None
    operation.store.save(found)
    changed = {name: value for name, value in before.items() if value != found[name]}
    if changed:
        operation.emit("charge.updated", found, previous=changed)
    return found


def find_charge(operation: Operation, identifier: str, param: str = "id", status: int = 404) -> Json:
    charge = operation.store.get(identifier, "charge")
    if charge is None:
        raise missing("charge", identifier, param, status)
    return charge


def _refunds(operation: Operation, charge: Json) -> Json:
    return whole(
        operation.store.having("refund", "charge", charge["id"]), f"/v1/charges/{charge['id']}/refunds"
    )


expandable(
    "charge",
    "balance_transaction",
    "customer",
    "failure_balance_transaction",
    "payment_intent",
    "payment_method",
)
includable("charge", "refunds", _refunds)
