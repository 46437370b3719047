from typing import Any

from payments.sandbox.api.errors import ApiError, missing
from payments.sandbox.api.expansion import timely
from payments.sandbox.api.lists import listing, page
from payments.sandbox.api.parameters import Array, Boolean, Params, Text
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

LIST = listing(delivery_success=Boolean(), type=Text(), types=Array(Text(), most=20))

_UNDELIVERED = (
    "EXISTS (SELECT 1 FROM delivery WHERE delivery.event = object.id AND delivery.state <> 'delivered')"
)


@route("GET", "/v1/events", LIST)
def list_(operation: Operation, params: Params) -> Json:
    """`type` may end in `*`; `types` are exact; both at once are refused, as by Stripe."""
    if "type" in params and "types" in params:
        raise ApiError("You may only specify one of these parameters: type, types.", param="type")
    return page(operation, "event", params, "/v1/events", also=_condition(params))


@route("GET", "/v1/events/{event}")
def retrieve(operation: Operation, params: Params, event: str) -> Json:
    found = operation.store.get(event, "event")
    if found is None:
        raise missing("event", event)
    return found


def _condition(params: Params) -> tuple[str, dict[str, Any]]:
    wanted = params.get("types") or ([params["type"]] if "type" in params else [])
    values = {f"type_{number}": name for number, name in enumerate(wanted)}
    clauses = []
    if values:
        clauses.append(
            "(" + " OR ".join(f"json_extract(body, '$.type') GLOB :{name}" for name in values) + ")"
        )
    if "delivery_success" in params:
        clauses.append(f"NOT {_UNDELIVERED}" if params["delivery_success"] else _UNDELIVERED)
    return " AND ".join(clauses), values


def _awaiting_delivery(operation: Operation, event: Json) -> Json:
    rows = operation.store.rows(
        "SELECT count(*) AS pending FROM delivery WHERE event = ? AND state = 'pending'", (event["id"],)
    )
    return event | {"pending_webhooks": min(1, rows[0]["pending"])}


timely("event", _awaiting_delivery)
