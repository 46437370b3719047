from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable, timely
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Params, Text
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

LIST = listing(currency=Text(), payout=Text(), source=Text(), type=Text())


@route("GET", "/v1/balance_transactions", LIST)
def list_(operation: Operation, params: Params) -> Json:
    equal = {name: params.get(name) for name in ("currency", "payout", "source", "type")}
    return page(operation, "balance_transaction", params, "/v1/balance_transactions", equal)


@route("GET", "/v1/balance_transactions/{transaction}")
def retrieve(operation: Operation, params: Params, transaction: str) -> Json:
    found = operation.store.get(transaction, "balance_transaction")
    if found is None:
        raise missing("balance transaction", transaction)
    return found


def _settled(operation: Operation, found: Json) -> Json:
    settled = found["available_on"] <= operation.clock.now()
    return found | {"status": "available" if settled else "pending"}


expandable("balance_transaction", "source")
timely("balance_transaction", _settled)
