"""One API request from header to answer: authentication, version, parameters, idempotency, expansion."""

from payments.sandbox.api.authentication import authenticate
from payments.sandbox.api.errors import ApiError
from payments.sandbox.api.expansion import expand
from payments.sandbox.api.forms import Tree, decode
from payments.sandbox.api.idempotency import Answer, answer_once
from payments.sandbox.api.routes import call, find
from payments.sandbox.identifiers import new_id
from payments.sandbox.messages import Request, Response, json_response
from payments.sandbox.operation import Operation
from payments.sandbox.provider import Provider
from payments.sandbox.version import API_VERSION


class LostAnswerError(Exception):
    """The request was acted on and its answer is not sent."""


def answer(provider: Provider, request: Request) -> Response:
    """Raises LostAnswerError where the sandbox was told to lose an answer."""
    operation = Operation(provider, new_id("req", 14), request.header("Idempotency-Key") or None)
    try:
        outcome = _answered(operation, request)
    except ApiError as error:
        outcome = Answer(error.status, error.as_json())
    if request.method == "POST" and provider.answers.loses_this():
        raise LostAnswerError
    return json_response(outcome.status, outcome.body, _headers(operation, outcome))


def _answered(operation: Operation, request: Request) -> Answer:
    authenticate(request.header("Authorization"), operation.provider.settings.key)
    _check_version(request.header("Stripe-Version"))
    found, segments = find(request.method, request.path)
    given = _given(request)
    params = found.parameters.read(given)
    paths = params.pop("expand", [])

    def act() -> dict[str, object]:
        return expand(operation, call(found, operation, params, segments), paths)

    if request.method == "POST" and operation.idempotency_key:
        return answer_once(operation, request.path, given, act)
    if request.method == "POST":
        operation.provider.answers.hold()
    with operation.store.transaction():
        return Answer(200, act())


def _given(request: Request) -> dict[str, Tree]:
    body = request.body.decode("utf-8", errors="replace") if request.method == "POST" else ""
    return decode("&".join(part for part in (request.query, body) if part))


def _check_version(asked: str) -> None:
    if asked and asked != API_VERSION:
        raise ApiError(
            f"Invalid Stripe API version: {asked}. The sandbox provider speaks {API_VERSION} only.",
            stored=False,
        )


def _headers(operation: Operation, outcome: Answer) -> dict[str, str]:
    headers = {"Request-Id": operation.request_id or "", "Stripe-Version": API_VERSION}
    if operation.idempotency_key:
        headers["Idempotency-Key"] = operation.idempotency_key
    if outcome.replayed_from:
        headers |= {"Idempotent-Replayed": "true", "Original-Request": outcome.replayed_from}
    return headers
