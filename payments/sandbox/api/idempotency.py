"""Idempotency keys as Stripe keeps them: the first answer, good or bad, is the answer of every repetition."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from payments.sandbox.api.errors import ApiError
from payments.sandbox.api.forms import Tree
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

LONGEST_KEY = 255


@dataclass(frozen=True)
class Answer:
    status: int
    body: Json
    replayed_from: str | None = None


def answer_once(
    operation: Operation, endpoint: str, given: dict[str, Tree], act: Callable[[], Json]
) -> Answer:
    """Act and keep the answer under the operation's key in one transaction, or repeat the kept answer.

    Raises ApiError (`idempotency_error`): 409 while another request works on the key, 400 when it was used
    for another endpoint or with other parameters.
    """
    key = operation.idempotency_key or ""
    if len(key) > LONGEST_KEY:
        raise ApiError(f"Idempotency-Key may be at most {LONGEST_KEY} characters long.", stored=False)
    with operation.provider.answers.working_on(key) as mine:
        if not mine:
            raise _conflict(
                "There is currently another in-progress request using this Idempotent Key (that probably"
                " means you submitted twice, and the other request is still going through):"
                f" {key}. Please try again later.",
                409,
            )
        kept = _kept(operation, endpoint, given)
        if kept:
            return kept
        operation.provider.answers.hold()
        return _act_and_keep(operation, endpoint, given, act)


def _act_and_keep(
    operation: Operation, endpoint: str, given: dict[str, Tree], act: Callable[[], Json]
) -> Answer:
    try:
        with operation.store.transaction():
            answer = Answer(200, act())
            _keep(operation, endpoint, given, answer)
    except ApiError as error:
        answer = Answer(error.status, error.as_json())
        if error.stored:
            _keep(operation, endpoint, given, answer)
    return answer


def _kept(operation: Operation, endpoint: str, given: dict[str, Tree]) -> Answer | None:
    rows = operation.store.rows("SELECT * FROM answer WHERE key = ?", (operation.idempotency_key,))
    if not rows:
        return None
    row = rows[0]
    if row["endpoint"] != endpoint:
        raise _conflict(
            "Keys for idempotent requests can only be used for the same endpoint they were first used for"
            f" ('{row['endpoint']}' vs '{endpoint}'). Try using a key other than '{row['key']}'"
            " if you meant to execute a different request."
        )
    if row["parameters"] != _fingerprint(given):
        raise _conflict(
            "Keys for idempotent requests can only be used with the same parameters they were first used"
            f" with. Try using a key other than '{row['key']}' if you meant to execute a different request."
        )
    return Answer(row["status"], json.loads(row["body"]), replayed_from=row["request_id"])


def _keep(operation: Operation, endpoint: str, given: dict[str, Tree], answer: Answer) -> None:
    operation.store.rows(
        "INSERT INTO answer (key, endpoint, parameters, status, body, request_id) VALUES (?, ?, ?, ?, ?, ?)",
        (
            operation.idempotency_key,
            endpoint,
            _fingerprint(given),
            answer.status,
            json.dumps(answer.body),
            operation.request_id,
        ),
    )


def _fingerprint(given: dict[str, Tree]) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def _conflict(message: str, status: int = 400) -> ApiError:
    code = "idempotency_key_in_use" if status == 409 else None
    return ApiError(message, status=status, kind="idempotency_error", code=code, stored=False)
