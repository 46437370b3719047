from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable
from payments.sandbox.api.parameters import Params
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json


@route("GET", "/v1/payment_methods/{method}")
def retrieve(operation: Operation, params: Params, method: str) -> Json:
    found = operation.store.get(method, "payment_method")
    if found is None:
        raise missing("PaymentMethod", method)
    return found


expandable("payment_method", "customer")
