"""The page of a month that its payer's bank wants confirmed, and of any other month."""

from urllib.parse import parse_qs

from payments.sandbox.actions.invoices import intent_of
from payments.sandbox.actions.subscribe import confirm
from payments.sandbox.hosted import rendering
from payments.sandbox.messages import Request, Response
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

PREFIX = "/i/"


def answer(operation: Operation, request: Request) -> Response:
    with operation.store.transaction():
        invoice = operation.store.get(request.path.removeprefix(PREFIX), "invoice")
        if invoice is None:
            return rendering.notice(404, "There is no such invoice", "Check the address you were given.")
        if not _waits(operation, invoice):
            return _over(invoice)
        if request.method != "POST":
            return rendering.authentication(invoice["amount_due"], invoice["currency"])
        given = parse_qs(request.body.decode("utf-8", errors="replace")).get("answer")
        return _over(confirm(operation, invoice, passed=given == ["complete"]))


def _waits(operation: Operation, invoice: Json) -> bool:
    return invoice["status"] == "open" and intent_of(operation, invoice)["status"] == "requires_action"


def _over(invoice: Json) -> Response:
    if invoice["status"] == "paid":
        return rendering.notice(200, "This payment is complete", "It was made once.")
    return rendering.notice(200, "This payment was not made", "No money was taken. It may be tried again.")
