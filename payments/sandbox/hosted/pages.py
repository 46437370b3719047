"""The hosted payment page: server-rendered, no script, its own style sheet, nothing from elsewhere."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

from payments.sandbox.actions import session_intent
from payments.sandbox.actions.expire_session import expire_if_due
from payments.sandbox.actions.pay_session import Outcome, authenticate_session, pay_session
from payments.sandbox.hosted import form, invoice, rendering
from payments.sandbox.messages import Request, Response
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

PREFIX = "/c/pay/"

DECLINED = "The payment did not go through and no money was taken. Please try again or use another card."


def answer(operation: Operation, request: Request) -> Response:
    if request.path == rendering.STYLE_PATH:
        return rendering.style()
    if request.path.startswith(invoice.PREFIX):
        return invoice.answer(operation, request)
    identifier, _, step = request.path.removeprefix(PREFIX).partition("/")
    session = operation.store.get(identifier, "checkout.session")
    if not request.path.startswith(PREFIX) or session is None or step not in ("", "authenticate"):
        return rendering.notice(404, "There is no such payment", "Check the address you were given.")
    if request.method not in ("GET", "POST"):
        return Response(405, headers={"Allow": "GET, POST"})
    with operation.store.transaction():
        session = expire_if_due(operation, session)
    if session["status"] != "open":
        return _over(session, redirect=request.method == "POST")
    if step:
        return _authentication(operation, session, request)
    return _payment(operation, session, request)


def _payment(operation: Operation, session: Json, request: Request) -> Response:
    items = operation.store.attachment(session["id"], "line_items")
    if request.method == "GET":
        declined = parse_qs(request.query).get("declined") == ["1"]
        begun = form.again(session["customer_email"], session_intent.known(operation, session))
        return rendering.payment(session, items, begun, DECLINED if declined else "")
    now = datetime.fromtimestamp(operation.clock.now(), UTC)
    filled = form.read(request.body, session["customer_email"], now.year, now.month)
    if filled.payer is None:
        return rendering.payment(session, items, filled, status=422)
    return _after(operation, session, pay_session(operation, session, filled.payer))


def _authentication(operation: Operation, session: Json, request: Request) -> Response:
    intent = session_intent.known(operation, session)
    if intent is None or intent["status"] != "requires_action":
        return _see(PREFIX + session["id"])
    if request.method == "GET":
        return rendering.authentication(session["amount_total"], session["currency"])
    passed = parse_qs(request.body.decode("utf-8", errors="replace")).get("answer") == ["complete"]
    return _after(operation, session, authenticate_session(operation, session, passed=passed))


def _after(operation: Operation, session: Json, outcome: Outcome) -> Response:
    if outcome == "authentication_required":
        return _see(f"{PREFIX}{session['id']}/authenticate")
    if outcome == "declined":
        return _see(f"{PREFIX}{session['id']}?declined=1")
    return _over(operation.store.get(session["id"]) or session, redirect=True)


def _over(session: Json, *, redirect: bool) -> Response:
    if session["status"] == "expired":
        return rendering.notice(
            410,
            "This payment page has expired",
            "No money was taken. Go back and start again if you still want to give.",
            session["cancel_url"],
            "Go back",
        )
    destination = session["success_url"].replace("{CHECKOUT_SESSION_ID}", session["id"])
    if redirect:
        return _see(destination)
    return rendering.notice(200, "This payment is complete", "It was made once.", destination, "Continue")


def _see(address: str) -> Response:
    return Response(303, headers={"Location": address, "Cache-Control": "no-store"})
