"""Routes as our apps have them, in any project's NinjaAPI: what answers GET answers HEAD too (RFC 9110)."""

from collections.abc import Callable
from functools import wraps
from http import HTTPMethod
from typing import Any

import ninja
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.operation import PathView

from payments.problems import method_not_allowed


class Router(ninja.Router):
    def add_api_operation(
        self, path: str, methods: list[str], view_func: Callable[..., Any], **options: Any
    ) -> None:
        self.path_operations.setdefault(path, Address())
        if HTTPMethod.GET in methods:
            # Left out of the contract: it says nothing that GET does not. The server leaves out the body.
            unlisted = {**options, "include_in_schema": False}
            super().add_api_operation(path, [HTTPMethod.HEAD.value], view_func, **unlisted)
        super().add_api_operation(path, methods, view_func, **options)


class Address(PathView):
    """One path with its methods."""

    def clone(self) -> "Address":
        cloned = Address()
        cloned.__dict__.update(super().clone().__dict__)
        return cloned

    def get_view(self) -> Callable[..., HttpResponseBase]:
        view = super().get_view()
        allowed = sorted({method for operation in self.operations for method in operation.methods})

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed:
                return method_not_allowed(request, allowed)
            response: HttpResponseBase = view(request, *args, **kwargs)
            return response

        return answer
