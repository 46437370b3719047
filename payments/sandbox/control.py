"""What only the sandbox has: `/_sandbox/…`, JSON in and out, for tests, the demo and development."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from payments.sandbox.actions.expire_session import expire_due_sessions
from payments.sandbox.actions.pay_session import Payer, authenticate_session, pay_session
from payments.sandbox.api.errors import ApiError, missing
from payments.sandbox.api.parameters import is_email
from payments.sandbox.cards import Card, passes_luhn
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
        if request.method == "POST" and name.startswith("pay/"):
            return json_response(200, _pay(operation, name.removeprefix("pay/"), given))
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
    session = operation.store.get(identifier, "checkout.session")
    if session is None:
        raise missing("checkout.session", identifier, "session")
    card = Card(number, 12, 2050, "123")
    payer = Payer(str(given["email"]), str(given.get("name", "Test Payer")), card)
    outcome = pay_session(operation, session, payer)
    if outcome == "authentication_required" and "authentication" in given:
        outcome = authenticate_session(operation, session, passed=given["authentication"] == "pass")
    return {"outcome": outcome, "session": operation.store.get(identifier)}


_CONTROLS: dict[tuple[str, str], Callable[[Operation, Json], Any]] = {
    ("POST", "webhooks"): _webhooks,
    ("GET", "webhooks/pending"): _pending,
    ("POST", "webhooks/flush"): _flush,
    ("POST", "clock"): _clock,
    ("POST", "answers"): _answers,
    ("GET", "answers"): _answers,
}
