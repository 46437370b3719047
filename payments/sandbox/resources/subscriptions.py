from payments.sandbox.actions.subscribe import OVER, end
from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Hash, Params, Text
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

STATES = (
    "active", "all", "canceled", "ended", "incomplete", "incomplete_expired", "past_due", "paused",
    "trialing", "unpaid",
)  # fmt: skip
LIST = listing(customer=Text(), status=Text(STATES))
CANCEL = Hash({}, unsupported=("cancellation_details", "invoice_now", "prorate"))
_ENDED = "json_extract(body, '$.ended_at') IS NOT NULL"
_GOING_ON = "json_extract(body, '$.status') <> 'canceled'"


@route("GET", "/v1/subscriptions", LIST)
def list_(operation: Operation, params: Params) -> Json:
    """Without a state, those that were not cancelled."""
    status = params.get("status")
    equal = {"customer": params.get("customer")}
    if status not in (None, "all", "ended"):
        equal["status"] = status
    also = {None: _GOING_ON, "ended": _ENDED}.get(status, "")
    return page(operation, "subscription", params, "/v1/subscriptions", equal, (also, {}))


@route("GET", "/v1/subscriptions/{subscription}")
def retrieve(operation: Operation, params: Params, subscription: str) -> Json:
    return find_subscription(operation, subscription)


@route("DELETE", "/v1/subscriptions/{subscription}", CANCEL)
def cancel(operation: Operation, params: Params, subscription: str) -> Json:
    found = find_subscription(operation, subscription)
    if found["status"] in OVER:
        raise missing("subscription", subscription)
    return end(operation, found)


def find_subscription(operation: Operation, identifier: str) -> Json:
    found = operation.store.get(identifier, "subscription")
    if found is None:
        raise missing("subscription", identifier)
    return found


expandable(
    "subscription", "customer", "default_payment_method", "latest_invoice", "pending_setup_intent", "schedule"
)
