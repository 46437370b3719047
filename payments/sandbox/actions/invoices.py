"""The invoices of a subscription: one a month, paid by the card on file or tried again."""

from datetime import UTC, datetime

from payments.sandbox.identifiers import new_id, random_text
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.invoice import INVOICE, LINE, PAYMENT
from payments.sandbox.store import Json

TRIES_AGAIN_AFTER = 3 * 24 * 60 * 60


def new_invoice(operation: Operation, subscription: Json, reason: str, payer: Json) -> Json:
    """Finalized and open; `payer` has `email` and `name`."""
    created = operation.clock.money_moved()
    items = subscription["items"]["data"]
    total = sum(item["price"]["unit_amount"] * item["quantity"] for item in items)
    identifier = new_id("in")
    invoice = made(
        INVOICE,
        id=identifier,
        **dict.fromkeys(("amount_due", "amount_remaining", "subtotal", "total"), total),
        **dict.fromkeys(("subtotal_excluding_tax", "total_excluding_tax"), total),
        billing_reason=reason,
        created=created,
        currency=subscription["currency"],
        customer=subscription["customer"],
        customer_email=payer["email"],
        customer_name=payer["name"],
        effective_at=created,
        hosted_invoice_url=f"{operation.provider.settings.public_url}/i/{identifier}",
        number=f"{random_text(8).upper()}-0001",
        lines={
            "object": "list",
            "data": [_line(identifier, subscription["id"], item) for item in items],
            "has_more": False,
            "url": f"/v1/invoices/{identifier}/lines",
        },
        parent={
            "quote_details": None,
            "subscription_details": {
                "metadata": subscription["metadata"],
                "subscription": subscription["id"],
            },
            "type": "subscription_details",
        },
        period_end=created,
        period_start=created,
        status_transitions={
            "finalized_at": created,
            "marked_uncollectible_at": None,
            "paid_at": None,
            "voided_at": None,
        },
    )
    operation.store.save(invoice)
    operation.emit("invoice.created", invoice)
    operation.emit("invoice.finalized", invoice)
    return invoice


def to_be_paid_by(operation: Operation, invoice: Json, intent: Json) -> None:
    operation.store.save(
        made(
            PAYMENT,
            id=new_id("inpay"),
            amount_requested=invoice["amount_due"],
            created=invoice["created"],
            currency=invoice["currency"],
            invoice=invoice["id"],
            payment={"payment_intent": intent["id"], "type": "payment_intent"},
        )
    )


def intent_of(operation: Operation, invoice: Json) -> Json:
    (paying,) = operation.store.having("invoice_payment", "invoice", invoice["id"])
    return operation.store.get(paying["payment"]["payment_intent"], "payment_intent") or {}


def paid(operation: Operation, invoice: Json) -> Json:
    at = operation.clock.money_moved()
    invoice |= {
        "amount_paid": invoice["amount_due"],
        "amount_remaining": 0,
        "attempt_count": invoice["attempt_count"] + 1,
        "attempted": True,
        "next_payment_attempt": None,
        "status": "paid",
        "status_transitions": invoice["status_transitions"] | {"paid_at": at},
    }
    operation.store.save(invoice)
    (paying,) = operation.store.having("invoice_payment", "invoice", invoice["id"])
    paying |= {
        "amount_paid": invoice["amount_paid"],
        "status": "paid",
        "status_transitions": {"canceled_at": None, "paid_at": at},
    }
    operation.store.save(paying)
    for told in ("invoice.paid", "invoice.payment_succeeded"):
        operation.emit(told, invoice)
    return invoice


def failed(operation: Operation, invoice: Json, *, last: bool) -> Json:
    again = None if last else operation.clock.now() + TRIES_AGAIN_AFTER
    invoice |= {
        "attempt_count": invoice["attempt_count"] + 1,
        "attempted": True,
        "auto_advance": not last,
        "next_payment_attempt": again,
    }
    operation.store.save(invoice)
    operation.emit("invoice.payment_failed", invoice)
    return invoice


def to_be_confirmed(operation: Operation, invoice: Json, intent: Json) -> None:
    """The bank wants to hear from its customer, who is not there: the invoice's page asks."""
    redirect = {"return_url": None, "url": invoice["hosted_invoice_url"]}
    intent |= {
        "status": "requires_action",
        "next_action": {"type": "redirect_to_url", "redirect_to_url": redirect},
    }
    operation.store.save(intent)
    operation.emit("payment_intent.requires_action", intent)


def a_month_after(seconds: int) -> int:
    """The same day of the next month; of a day that month has not, its last."""
    at = datetime.fromtimestamp(seconds, UTC)
    year, month = at.year + at.month // 12, at.month % 12 + 1
    for day in range(at.day, 27, -1):
        try:
            return int(at.replace(year=year, month=month, day=day).timestamp())
        except ValueError:
            continue
    return int(at.replace(year=year, month=month).timestamp())


def _line(invoice: str, subscription: str, item: Json) -> Json:
    amount = item["price"]["unit_amount"] * item["quantity"]
    return made(
        LINE,
        id=new_id("il"),
        amount=amount,
        currency=item["price"]["currency"],
        description=None,
        invoice=invoice,
        parent={
            "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None,
                "proration": False,
                "proration_details": {"credited_items": None},
                "subscription": subscription,
                "subscription_item": item["id"],
            },
            "type": "subscription_item_details",
        },
        period={"end": item["current_period_end"], "start": item["current_period_start"]},
        pricing={
            "price_details": {"price": item["price"]["id"], "product": item["price"]["product"]},
            "type": "price_details",
            "unit_amount_decimal": item["price"]["unit_amount_decimal"],
        },
        quantity=item["quantity"],
        subscription=subscription,
        subtotal=amount,
    )
