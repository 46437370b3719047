from payments.sandbox.actions.pay_out import pay_out
from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Hash, Integer, Metadata, Params, Text
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

CREATE = Hash(
    {
        "amount": Integer(least=1),
        "currency": Text(),
        "description": Text(longest=1000),
        "metadata": Metadata(),
        "statement_descriptor": Text(longest=22),
    },
    required=("amount", "currency"),
    unsupported=("destination", "method", "payout_method", "source_type"),
)


@route("POST", "/v1/payouts", CREATE)
def create(operation: Operation, params: Params) -> Json:
    return pay_out(operation, params)


@route("GET", "/v1/payouts", listing(status=Text()))
def list_(operation: Operation, params: Params) -> Json:
    return page(operation, "payout", params, "/v1/payouts", {"status": params.get("status")})


@route("GET", "/v1/payouts/{payout}")
def retrieve(operation: Operation, params: Params, payout: str) -> Json:
    return find_payout(operation, payout)


def find_payout(operation: Operation, identifier: str) -> Json:
    payout = operation.store.get(identifier, "payout")
    if payout is None:
        raise missing("payout", identifier)
    return payout


expandable("payout", "balance_transaction", "destination", "failure_balance_transaction")
