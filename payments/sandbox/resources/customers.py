from payments.sandbox.actions.customers import forget
from payments.sandbox.actions.subscribe import OVER, end
from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable, timely
from payments.sandbox.api.parameters import Params
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json


@route("GET", "/v1/customers/{customer}")
def retrieve(operation: Operation, params: Params, customer: str) -> Json:
    """One that was deleted is answered still, as such."""
    return find_customer(operation, customer)


@route("DELETE", "/v1/customers/{customer}")
def delete(operation: Operation, params: Params, customer: str) -> Json:
    found = find_customer(operation, customer)
    if found.get("deleted"):
        raise missing("customer", customer)
    for subscription in operation.store.having("subscription", "customer", customer):
        if subscription["status"] not in OVER:
            end(operation, subscription)
    return forget(operation, found)


def find_customer(operation: Operation, identifier: str) -> Json:
    found = operation.store.get(identifier, "customer")
    if found is None:
        raise missing("customer", identifier)
    return found


def _as_deleted(operation: Operation, customer: Json) -> Json:
    shown = ("id", "object", "deleted")
    return {name: customer[name] for name in shown} if customer.get("deleted") else customer


timely("customer", _as_deleted)
expandable("customer", "default_source", "test_clock")
