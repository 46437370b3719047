"""What only the sandbox has: `/_sandbox/…`, JSON in and out, for tests, the demo and development."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from payments.sandbox.actions.dispute_charge import dispute_charge
from payments.sandbox.actions.expire_session import expire_due_sessions
from payments.sandbox.actions.pay_out import arrive, fail
from payments.sandbox.actions.pay_session import Payer, authenticate_session, pay_session
from payments.sandbox.actions.refund_charge import fail_refund
from payments.sandbox.actions.subscribe import confirm, renew, retry
from payments.sandbox.api.errors import ApiError, missing
from payments.sandbox.api.parameters import is_email
from payments.sandbox.cards import Card, TestCard, lookup, passes_luhn
from payments.sandbox.messages import Request, Response, json_response
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

PREFIX = "/_sandbox/"

Types = dict[str, tuple[type, ...]]

_FAULTS: Types = {
    "duplicate": (int,),
    "delay": (int, float),
    "drop": (int, float),
    "drop_next": (int,),
    "reorder": (bool,),
    "seed": (int,),
}


def answer(operation: Operation, request: Request) -> Response:
    name = request.path.removeprefix(PREFIX)
    try:
        given = _json(request)
        kind, _, identifier = name.partition("/")
        if request.method == "POST" and identifier and kind in _OF_ONE:
            return json_response(200, _OF_ONE[kind](operation, identifier, given))
        found = _CONTROLS.get((request.method, name))
        if found is None:
            raise ApiError(f"The sandbox has no control {request.method} {request.path}.", status=404)
        return json_response(200, found(operation, given))
    except ApiError as error:
        return json_response(error.status, error.as_json())


def _json(request: Request) -> Json:
    try:
        given = json.loads(request.body or b"{}")
    except ValueError as error:
        raise ApiError(f"The body is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise ApiError("The body must be a JSON object.")
    return given


def _take(given: Json, types: Types) -> Json:
    for name, value in given.items():
        if name not in types:
            raise ApiError(f"There is no `{name}` here; there is {', '.join(types)}.", param=name)
        if type(value) not in types[name]:
            raise ApiError(f"`{name}` has the wrong type.", param=name)
        if isinstance(value, int | float) and value < 0:
            raise ApiError(f"`{name}` must not be negative.", param=name)
    return given


def _webhooks(operation: Operation, given: Json) -> Json:
    if _take(given, _FAULTS).get("drop", 0) > 1:
        raise ApiError(
            "`drop` is a probability from 0 to 1; `drop_next` is a number of events.", param="drop"
        )
    operation.provider.faults.set(**given)
    return {name: getattr(operation.provider.faults, name) for name in _FAULTS if name != "seed"}


def _pending(operation: Operation, given: Json) -> Json:
    return {"pending": operation.provider.sender.pending()}


def _flush(operation: Operation, given: Json) -> Json:
    expire_due_sessions(operation)
    everything = _take(given, {"everything": (bool,)}).get("everything", False)
    tally = operation.provider.sender.deliver(everything=everything)
    return {**asdict(tally), "pending": len(operation.provider.sender.pending())}


def _clock(operation: Operation, given: Json) -> Json:
    """Each member given is set."""
    _take(given, {"ahead": (int,), "charge_created": (int, type(None))})
    clock = operation.clock
    for name, value in given.items():
        setattr(clock, name, value)
    return {"now": clock.now(), "ahead": clock.ahead, "charge_created": clock.charge_created}


def _answers(operation: Operation, given: Json) -> Json:
    answers = operation.provider.answers
    for name, value in _take(given, {"delay": (int, float), "lose": (int,)}).items():
        setattr(answers, name, value)
    return {"delay": answers.delay, "lose": answers.lose, "in_flight": sorted(answers.in_flight)}


def _pay(operation: Operation, identifier: str, given: Json) -> Json:
    """Pay as the page does; `authentication` "pass" or "fail" also answers a 3-D Secure step."""
    unknown = set(given) - {"email", "card", "name", "authentication"}
    number = str(given.get("card", "")).replace(" ", "")
    if unknown or not is_email(str(given.get("email", ""))) or not passes_luhn(number):
        raise ApiError(
            "Give `email` and `card` (a test card's number), and `name`, `authentication` if you like."
        )
    session = _found(operation, identifier, "checkout.session")
    card = Card(number, 12, 2050, "123")
    payer = Payer(str(given["email"]), str(given.get("name", "Test Payer")), card)
    outcome = pay_session(operation, session, payer)
    if outcome == "authentication_required" and "authentication" in given:
        outcome = authenticate_session(operation, session, passed=given["authentication"] == "pass")
    return {"outcome": outcome, "session": operation.store.get(identifier)}


def _payout(operation: Operation, identifier: str, given: Json) -> Json:
    """What becomes of a payout at the bank: `status` paid or failed."""
    acts = {"paid": arrive, "failed": fail}
    act = acts.get(_take(given, {"status": (str,)}).get("status", ""))
    if act is None:
        raise ApiError("Give `status`: paid or failed.", param="status")
    with operation.store.transaction():
        payout = _found(operation, identifier, "payout")
        if payout["status"] == "failed":
            raise ApiError("This payout has failed; that is final.", param="status")
        return act(operation, payout)


def _refund(operation: Operation, identifier: str, given: Json) -> Json:
    """The donor's bank sends a refund back: `status` failed."""
    if _take(given, {"status": (str,)}).get("status") != "failed":
        raise ApiError("Give `status`: failed.", param="status")
    with operation.store.transaction():
        refund = _found(operation, identifier, "refund")
        if refund["status"] == "failed":
            raise ApiError("This refund has failed; that is final.", param="status")
        return fail_refund(operation, refund)


def _dispute(operation: Operation, identifier: str, given: Json) -> Json:
    """The donor's bank takes this charge back, or `amount` of it, however long ago it was paid.

    With `inquiry` it only asks about it.
    """
    _take(given, {"amount": (int,), "inquiry": (bool,)})
    with operation.store.transaction():
        charge = _found(operation, identifier, "charge")
        if charge["disputed"]:
            raise ApiError("This charge is disputed already.")
        left = charge["amount_captured"] - charge["amount_refunded"]
        if not 0 < given.get("amount", left) <= left:
            raise ApiError(f"Give an `amount` up to {left}.", param="amount")
        return dispute_charge(operation, charge, given.get("amount"), inquiry=given.get("inquiry", False))


def _month(operation: Operation, identifier: str, given: Json) -> Json:
    """A month is over, the next one is charged. `card`: the test card as which the card on file behaves."""
    card = _does(_take(given, {"card": (str,)}))
    with operation.store.transaction():
        return renew(operation, _found(operation, identifier, "subscription"), card)


def _retry(operation: Operation, identifier: str, given: Json) -> Json:
    """The unpaid month is tried again; where the `last` try fails the subscription ends."""
    card = _does(_take(given, {"card": (str,), "last": (bool,)}))
    with operation.store.transaction():
        subscription = _found(operation, identifier, "subscription")
        return retry(operation, subscription, card, last=given.get("last", False))


def _confirmation(operation: Operation, identifier: str, given: Json) -> Json:
    """The donor answers the bank about a month, on the invoice's page: `authentication` "pass" or "fail"."""
    answer = _take(given, {"authentication": (str,)}).get("authentication", "pass")
    with operation.store.transaction():
        return confirm(operation, _found(operation, identifier, "invoice"), passed=answer == "pass")


def _does(given: Json) -> TestCard:
    return lookup(given.get("card", "4242424242424242").replace(" ", ""))


def _found(operation: Operation, identifier: str, kind: str) -> Json:
    found = operation.store.get(identifier, kind)
    if found is None:
        raise missing(kind, identifier)
    return found


_OF_ONE: dict[str, Callable[[Operation, str, Json], Json]] = {
    "pay": _pay,
    "payouts": _payout,
    "refunds": _refund,
    "disputes": _dispute,
    "months": _month,
    "retries": _retry,
    "confirmations": _confirmation,
}
_CONTROLS: dict[tuple[str, str], Callable[[Operation, Json], Any]] = {
    ("POST", "webhooks"): _webhooks,
    ("GET", "webhooks/pending"): _pending,
    ("POST", "webhooks/flush"): _flush,
    ("POST", "clock"): _clock,
    ("POST", "answers"): _answers,
    ("GET", "answers"): _answers,
}
