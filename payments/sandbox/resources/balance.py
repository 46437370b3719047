from typing import Any

from payments.sandbox.actions.balance import held
from payments.sandbox.api.parameters import Params
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json


@route("GET", "/v1/balance")
def retrieve(operation: Operation, params: Params) -> Json:
    parts = held(operation)
    currencies = sorted({currency for part in parts.values() for currency in part}) or ["usd"]
    return {
        "object": "balance",
        "available": _amounts(parts["available"], currencies),
        "livemode": False,
        "pending": _amounts(parts["pending"], currencies),
    }


def _amounts(part: dict[str, int], currencies: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "amount": part.get(currency, 0),
            "currency": currency,
            "source_types": {"card": part.get(currency, 0)},
        }
        for currency in currencies
    ]
