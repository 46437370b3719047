"""What is kept of the provider's objects as they were told: ids, figures, states and times, and no person."""

import json
from typing import Any

# Never a name, an address, a card, nor a word that somebody typed.
KEPT = {
    *("id", "object", "type", "livemode", "api_version", "created", "due_by", "arrival_date", "expires_at"),
    *(
        "amount",
        "amount_captured",
        "amount_refunded",
        "amount_total",
        "amount_due",
        "amount_paid",
        "fee",
        "net",
    ),
    *("currency", "status", "payment_status", "captured", "disputed", "paid", "refunded", "reason"),
    *("failure_code", "attempt_count", "billing_reason", "mode"),
    *("account", "charge", "payment_intent", "subscription", "invoice", "client_reference_id"),
    *("donation", "refund", "pending_webhooks"),
}


def reduced(body: str) -> str:
    """An event's JSON with what of it may be kept. The nesting stays, so that it can be followed as it was.

    Raises ValueError for what is no JSON.
    """
    return json.dumps(_kept(json.loads(body)))


def _kept(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {name: _kept(each) for name, each in value.items() if holds(name, each)}
        return {name: each for name, each in inner.items() if each not in ({}, [])}
    if isinstance(value, list):
        return [kept for each in value if isinstance(each, dict | list) and (kept := _kept(each))]
    return value


def holds(name: str, value: Any) -> bool:
    return isinstance(value, dict | list) or (name in KEPT and value is not None)
