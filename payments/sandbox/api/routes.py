"""The registry of endpoints. A resource registers its own by `@route` when its module is imported."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from payments.sandbox.api.errors import ApiError
from payments.sandbox.api.parameters import Array, Hash, Params, Text
from payments.sandbox.operation import Operation
from payments.sandbox.store import Json

Endpoint = Callable[..., Json]


@dataclass(frozen=True)
class Route:
    """`path` is Stripe's, with `{name}` for a segment; the endpoint takes operation, parameters and these."""

    method: str
    path: str
    parameters: Hash
    endpoint: Endpoint

    @property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))


_routes: list[Route] = []


def route(method: str, path: str, parameters: Hash | None = None) -> Callable[[Endpoint], Endpoint]:
    taken = parameters or Hash({})
    with_expand = Hash({**taken.fields, "expand": Array(Text(), most=20)}, taken.required, taken.unsupported)

    def register(endpoint: Endpoint) -> Endpoint:
        _routes.append(Route(method, path, with_expand, endpoint))
        return endpoint

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]]:
    for candidate in _routes:
        match = candidate.pattern.fullmatch(path) if candidate.method == method else None
        if match:
            return candidate, match.groupdict()
    raise ApiError(
        f"Unrecognized request URL ({method}: {path}). If you are trying to list objects, remove the trailing"
        " slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier"
        " in your code. The sandbox provider knows only the part of Stripe's API the project uses.",
        status=404,
        stored=False,
    )


def call(found: Route, operation: Operation, params: Params, segments: dict[str, Any]) -> Json:
    return found.endpoint(operation, params, **segments)
