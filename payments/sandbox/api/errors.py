"""Refusals in Stripe's shape: `{"error": {"type", "code", "message", "param", …}}` and its HTTP statuses."""

from typing import Any

from payments.sandbox.store import Json


class ApiError(Exception):
    """Answered to the client. `stored` False: no endpoint began, so an idempotency key does not keep it."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        stored: bool = True,
        **members: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.stored = stored
        self.error: Json = {"message": message, "type": kind, **members}
        if code:
            self.error["code"] = code
            self.error["doc_url"] = f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}"
        if param is not None:
            self.error["param"] = param

    def as_json(self) -> Json:
        return {"error": self.error}


def missing(name: str, identifier: str, param: str = "id", status: int = 404) -> ApiError:
    """Stripe's answer to an id it does not know: 404 in the address, 400 in a parameter."""
    return ApiError(f"No such {name}: '{identifier}'", status=status, code="resource_missing", param=param)


def not_implemented(name: str) -> ApiError:
    """For what Stripe knows and the sandbox does not: refused aloud rather than ignored."""
    return ApiError(
        f"The sandbox provider does not implement `{name}`. Leave it out, or teach it to payments/sandbox.",
        code="sandbox_not_implemented",
        param=name,
        stored=False,
    )
