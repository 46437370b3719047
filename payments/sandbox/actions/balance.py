"""Balance transactions: what each movement brings and what the provider keeps."""

from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

FEE_PER_MILLE = 29
FEE_FIXED = 30
DISPUTE_FEE = 1500
# Of a movement, by its reporting category; whatever is not named here is an adjustment.
TYPES = {
    "charge": "charge",
    "refund": "refund",
    "payout": "payout",
    "payout_reversal": "payout_failure",
}
SETTLES_AFTER = 2 * 24 * 60 * 60


def charge_fee(amount: int) -> int:
    """2.9 % of the amount, rounded half up, and 30, in minor units (Stripe's standard US price)."""
    return (amount * FEE_PER_MILLE + 500) // 1000 + FEE_FIXED


def book(
    operation: Operation,
    category: str,
    amount: int,
    currency: str,
    source: str,
    description: str | None = None,
) -> Json:
    """Record one movement; `category` as in Stripe's `reporting_category`, `amount` negative going out."""
    fee = _fee(category, amount)
    created = operation.clock.money_moved()
    return operation.store.save(
        {
            "id": new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": created + SETTLES_AFTER,
            "balance_type": "payments",
            "created": created,
            "currency": currency,
            "description": description,
            "exchange_rate": None,
            "fee": fee,
            "fee_details": _fee_details(fee, currency, category),
            "net": amount - fee,
            "reporting_category": category,
            "source": source,
            "status": "pending",
            "type": TYPES.get(category, "adjustment"),
        }
    )


def held(operation: Operation) -> dict[str, dict[str, int]]:
    """What all movements left here, by currency: `pending` until its day, `available` from then on."""
    rows = operation.store.rows(
        "SELECT json_extract(body, '$.currency') AS currency,"
        " json_extract(body, '$.available_on') <= ? AS settled, sum(json_extract(body, '$.net')) AS net"
        " FROM object WHERE kind = 'balance_transaction' GROUP BY 1, 2",
        (operation.clock.now(),),
    )
    parts: dict[str, dict[str, int]] = {"available": {}, "pending": {}}
    for row in rows:
        parts["available" if row["settled"] else "pending"][row["currency"]] = row["net"]
    return parts


def _fee(category: str, amount: int) -> int:
    if category == "charge":
        return charge_fee(amount)
    return {"dispute": DISPUTE_FEE, "dispute_reversal": -DISPUTE_FEE}.get(category, 0)


def _fee_details(fee: int, currency: str, category: str) -> list[Json]:
    if not fee:
        return []
    description = "Stripe processing fees" if category == "charge" else "Dispute fee"
    return [
        {
            "amount": fee,
            "application": None,
            "currency": currency,
            "description": description,
            "type": "stripe_fee",
        }
    ]
