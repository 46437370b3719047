"""A subscription: begun by a session that was paid, renewed month by month, ended by whoever asks."""

from payments.sandbox.actions import invoices
from payments.sandbox.actions.charge_intent import authentication_failed, decline, settle, succeed
from payments.sandbox.actions.customers import new_customer
from payments.sandbox.actions.session_intent import new_intent
from payments.sandbox.api.errors import ApiError
from payments.sandbox.cards import TestCard
from payments.sandbox.identifiers import new_id
from payments.sandbox.operation import Operation
from payments.sandbox.shapes import made
from payments.sandbox.shapes.subscription import ITEM, SUBSCRIPTION
from payments.sandbox.store import Json

OVER = ("canceled", "incomplete_expired")


def subscribe(
    operation: Operation, session: Json, intent: Json, method: Json, *, authenticated: bool = False
) -> Json:
    """Charges the first month; the subscription and its invoice exist from then on. Returns the charge."""
    customer = new_customer(operation, method["billing_details"])["id"]
    for one in (intent, method):
        one["customer"] = customer
        operation.store.save(one)
    subscription = _subscription(operation, session, customer, method)
    payer = method["billing_details"]
    invoice = invoices.new_invoice(operation, subscription, "subscription_create", payer)
    invoices.to_be_paid_by(operation, invoice, intent)
    charge = succeed(operation, intent, method, authenticated=authenticated)
    invoices.paid(operation, invoice)
    subscription["latest_invoice"] = invoice["id"]
    operation.store.save(subscription)
    operation.emit("customer.subscription.created", subscription)
    session |= {"customer": customer, "invoice": invoice["id"], "subscription": subscription["id"]}
    return charge


def renew(operation: Operation, subscription: Json, card: TestCard) -> Json:
    """The next month is due: its invoice is made and charged to the card on file, which does as `card` does.

    Returns the invoice.
    """
    _check_renewable(operation, subscription)
    for item in subscription["items"]["data"]:
        item["current_period_start"] = item["current_period_end"]
        item["current_period_end"] = invoices.a_month_after(item["current_period_end"])
    method = operation.store.get(subscription["default_payment_method"], "payment_method") or {}
    invoice = invoices.new_invoice(operation, subscription, "subscription_cycle", method["billing_details"])
    intent = new_intent(operation, invoice["total"], invoice["currency"], customer=subscription["customer"])
    invoices.to_be_paid_by(operation, invoice, intent)
    subscription["latest_invoice"] = invoice["id"]
    operation.store.save(subscription)
    return _charge(operation, subscription, invoice, method, card, last=False)


def retry(operation: Operation, subscription: Json, card: TestCard, *, last: bool) -> Json:
    """An unpaid month is tried again. Where the `last` try fails, the subscription ends."""
    invoice = operation.store.get(subscription["latest_invoice"], "invoice") or {}
    if subscription["status"] != "past_due" or invoice.get("status") != "open":
        raise ApiError("This subscription has no unpaid month.")
    method = operation.store.get(subscription["default_payment_method"], "payment_method") or {}
    return _charge(operation, subscription, invoice, method, card, last=last)


def confirm(operation: Operation, invoice: Json, *, passed: bool) -> Json:
    """The payer answers the bank about a month that waits, on the invoice's page. Returns the invoice."""
    intent = invoices.intent_of(operation, invoice)
    if invoice["status"] != "open" or intent["status"] != "requires_action":
        raise ApiError("This invoice waits for no confirmation.")
    named = invoice["parent"]["subscription_details"]["subscription"]
    subscription = operation.store.get(named, "subscription") or {}
    method = operation.store.get(intent["payment_method"], "payment_method") or {}
    intent["next_action"] = None
    if passed:
        _pays(operation, subscription, invoice, intent, method, authenticated=True)
    else:
        authentication_failed(operation, intent, method)
    return operation.store.get(invoice["id"], "invoice") or invoice


def end(operation: Operation, subscription: Json, reason: str = "cancellation_requested") -> Json:
    """At once: no further month is charged."""
    now = operation.clock.now()
    subscription |= {
        "status": "canceled",
        "canceled_at": now,
        "ended_at": now,
        "cancellation_details": subscription["cancellation_details"] | {"reason": reason},
    }
    operation.store.save(subscription)
    operation.emit("customer.subscription.deleted", subscription)
    return subscription


def _charge(
    operation: Operation, subscription: Json, invoice: Json, method: Json, card: TestCard, *, last: bool
) -> Json:
    intent = invoices.intent_of(operation, invoice)
    intent |= {"payment_method": method["id"], "next_action": None}
    if card.behaviour == "declines":
        decline(operation, intent, method, card)
        invoices.failed(operation, invoice, last=last)
        _becomes(operation, subscription, "past_due")
    elif card.behaviour == "authenticates":
        invoices.to_be_confirmed(operation, invoice, intent)
        invoices.failed(operation, invoice, last=last)
        operation.emit("invoice.payment_action_required", invoice)
        _becomes(operation, subscription, "past_due")
    else:
        _pays(operation, subscription, invoice, intent, method)
    if last and subscription["status"] == "past_due":
        end(operation, subscription, "payment_failed")
    return operation.store.get(invoice["id"], "invoice") or invoice


def _pays(
    operation: Operation,
    subscription: Json,
    invoice: Json,
    intent: Json,
    method: Json,
    *,
    authenticated: bool = False,
) -> None:
    charge = succeed(operation, intent, method, authenticated=authenticated)
    invoices.paid(operation, invoice)
    settle(operation, charge)
    _becomes(operation, subscription, "active")


def _becomes(operation: Operation, subscription: Json, status: str) -> None:
    before, subscription["status"] = subscription["status"], status
    operation.store.save(subscription)
    operation.emit("customer.subscription.updated", subscription, previous={"status": before})


def _check_renewable(operation: Operation, subscription: Json) -> None:
    invoice = operation.store.get(subscription["latest_invoice"], "invoice") or {}
    if subscription["status"] in OVER:
        raise ApiError("This subscription has ended; no month follows.")
    if invoice.get("status") == "open":
        raise ApiError("The last month of this subscription is unpaid: retry it.")


def _subscription(operation: Operation, session: Json, customer: str, method: Json) -> Json:
    created = operation.clock.money_moved()
    given = operation.store.attachment(session["id"], "subscription_data") or {}
    lines = operation.store.attachment(session["id"], "line_items")
    identifier = new_id("sub")
    return operation.store.save(
        made(
            SUBSCRIPTION,
            id=identifier,
            billing_cycle_anchor=created,
            created=created,
            currency=session["currency"],
            customer=customer,
            default_payment_method=method["id"],
            description=given.get("description"),
            items={
                "object": "list",
                "data": [_item(line, identifier, created) for line in lines],
                "has_more": False,
                "url": f"/v1/subscription_items?subscription={identifier}",
            },
            latest_invoice=None,
            metadata=given.get("metadata") or {},
            start_date=created,
        )
    )


def _item(line: Json, subscription: str, created: int) -> Json:
    return made(
        ITEM,
        id=new_id("si", 14),
        created=created,
        current_period_end=invoices.a_month_after(created),
        current_period_start=created,
        price=line["price"],
        quantity=line["quantity"],
        subscription=subscription,
    )
