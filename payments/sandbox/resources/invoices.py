from payments.sandbox.api.errors import missing
from payments.sandbox.api.expansion import expandable, includable
from payments.sandbox.api.lists import listing, page, whole
from payments.sandbox.api.parameters import Hash, Params, Text
from payments.sandbox.api.routes import route
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

LIST = listing(
    customer=Text(),
    status=Text(("draft", "open", "paid", "uncollectible", "void")),
    subscription=Text(),
)
_PAYMENT = Hash(
    {"payment_intent": Text(), "type": Text(("payment_intent",))},
    required=("type",),
    unsupported=("payment_record",),
)
PAYMENTS = listing(invoice=Text(), payment=_PAYMENT, status=Text(("canceled", "open", "paid")))


@route("GET", "/v1/invoices", LIST)
def list_(operation: Operation, params: Params) -> Json:
    equal = {name: params.get(name) for name in ("customer", "status")}
    equal["parent.subscription_details.subscription"] = params.get("subscription")
    return page(operation, "invoice", params, "/v1/invoices", equal)


@route("GET", "/v1/invoices/{invoice}")
def retrieve(operation: Operation, params: Params, invoice: str) -> Json:
    found = operation.store.get(invoice, "invoice")
    if found is None:
        raise missing("invoice", invoice)
    return found


@route("GET", "/v1/invoice_payments", PAYMENTS)
def list_payments(operation: Operation, params: Params) -> Json:
    equal = {name: params.get(name) for name in ("invoice", "status")}
    equal["payment.payment_intent"] = params.get("payment", {}).get("payment_intent")
    return page(operation, "invoice_payment", params, "/v1/invoice_payments", equal)


def _payments(operation: Operation, invoice: Json) -> Json:
    paying = operation.store.having("invoice_payment", "invoice", invoice["id"])
    return whole(paying, f"/v1/invoice_payments?invoice={invoice['id']}")


expandable("invoice", "customer", "default_payment_method")
expandable("invoice_payment", "invoice")
includable("invoice", "payments", _payments)
