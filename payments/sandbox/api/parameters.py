"""The parameters an endpoint takes, and Stripe's refusals of those it does not take or cannot read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit

from payments.sandbox.api.errors import ApiError, not_implemented
from payments.sandbox.api.forms import Tree

Params = dict[str, Any]


class Parameter(Protocol):
    def read(self, value: Tree, name: str) -> Any:
        """The typed value. Raises ApiError naming the parameter as Stripe writes it: `a[b][0]`."""


def refuse(message: str, name: str, code: str | None = None) -> ApiError:
    return ApiError(message, code=code, param=name, stored=False)


@dataclass(frozen=True)
class Text:
    choices: Sequence[str] = ()
    longest: int = 5000
    clearable: bool = False

    def read(self, value: Tree, name: str) -> str:
        if not isinstance(value, str):
            raise refuse(f"Invalid string: {value}", name)
        if not value and not self.clearable:
            raise refuse(
                f"You passed an empty string for '{name}'. We assume empty values are an attempt to unset a"
                f" parameter; however '{name}' cannot be unset. You should remove '{name}' from your request"
                " or supply a non-empty value.",
                name,
                "parameter_invalid_empty",
            )
        if self.choices and value not in self.choices:
            raise refuse(f"Invalid {name}: must be one of {_either(self.choices)}", name)
        if len(value) > self.longest:
            raise refuse(f"Invalid string: {value[:10]}…; must be at most {self.longest} characters", name)
        return value


@dataclass(frozen=True)
class Url:
    """An http or https address; Stripe's `{CHECKOUT_SESSION_ID}` may stand in it."""

    def read(self, value: Tree, name: str) -> str:
        text = Text().read(value, name)
        if not is_url(text):
            raise refuse("Not a valid URL", name, "url_invalid")
        return text


@dataclass(frozen=True)
class Email:
    def read(self, value: Tree, name: str) -> str:
        text = Text(longest=800).read(value, name)
        if not is_email(text):
            raise refuse(f"Invalid email address: {text}", name, "email_invalid")
        return text


@dataclass(frozen=True)
class Integer:
    least: int | None = None
    most: int | None = None

    def read(self, value: Tree, name: str) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,18}", value):
            raise refuse(f"Invalid integer: {value}", name, "parameter_invalid_integer")
        number = int(value)
        if self.least is not None and number < self.least:
            raise refuse(
                f"This value must be greater than or equal to {self.least}.",
                name,
                "parameter_invalid_integer",
            )
        if self.most is not None and number > self.most:
            raise refuse(
                f"This value must be less than or equal to {self.most} (it currently is '{number}').", name
            )
        return number


@dataclass(frozen=True)
class Boolean:
    def read(self, value: Tree, name: str) -> bool:
        if value not in ("true", "false"):
            raise refuse(f"Invalid boolean: {value}", name)
        return value == "true"


@dataclass(frozen=True)
class Array:
    of: Parameter
    most: int = 100

    def read(self, value: Tree, name: str) -> list[Any]:
        if not isinstance(value, dict) or not all(re.fullmatch("[0-9]{1,9}", key) for key in value):
            raise refuse("Invalid array", name)
        if len(value) > self.most:
            raise refuse(f"Invalid array: at most {self.most} entries are allowed", name)
        return [self.of.read(value[key], f"{name}[{key}]") for key in sorted(value, key=int)]


@dataclass(frozen=True)
class Hash:
    """`unsupported` are names Stripe knows here and the sandbox does not implement."""

    fields: Mapping[str, Parameter]
    required: Sequence[str] = ()
    unsupported: Sequence[str] = ()

    def read(self, value: Tree, name: str = "") -> Params:
        if not isinstance(value, dict):
            raise refuse("Invalid object", name)
        self._refuse_unknown(value, name)
        for key in self.required:
            if key not in value:
                raise refuse(
                    f"Missing required param: {_child(name, key)}.", _child(name, key), "parameter_missing"
                )
        return {key: self.fields[key].read(given, _child(name, key)) for key, given in value.items()}

    def _refuse_unknown(self, value: Mapping[str, Tree], name: str) -> None:
        foreign = [key for key in value if key not in self.fields]
        unknown = [_child(name, key) for key in foreign if key not in self.unsupported]
        if unknown:
            raise refuse(
                f"Received unknown parameter{'s' if len(unknown) > 1 else ''}: {', '.join(unknown)}",
                unknown[0],
                "parameter_unknown",
            )
        if foreign:
            raise not_implemented(_child(name, foreign[0]))


@dataclass(frozen=True)
class Metadata:
    """At most 50 keys of 40 characters with values of 500. An empty value removes its key, "" all of them."""

    def read(self, value: Tree, name: str) -> dict[str, str] | str:
        if value == "":
            return ""
        if not isinstance(value, dict):
            raise refuse("Invalid object", name)
        if len(value) > 50:
            raise refuse("Metadata can have at most 50 keys.", name)
        for key in value:
            if len(key) > 40:
                raise refuse(f"Metadata keys can be at most 40 characters long: {key}", name)
        text = Text(longest=500, clearable=True)
        return {key: text.read(given, _child(name, key)) for key, given in value.items()}


@dataclass(frozen=True)
class Range:
    """`created=1` or `created[gte]=1&created[lt]=2`, in seconds since 1970; read as `{"gte": 1, "lt": 2}`."""

    bounds: Hash = field(
        default_factory=lambda: Hash({name: Integer() for name in ("gt", "gte", "lt", "lte")})
    )

    def read(self, value: Tree, name: str) -> dict[str, int]:
        if isinstance(value, str):
            exact = Integer().read(value, name)
            return {"gte": exact, "lte": exact}
        return self.bounds.read(value, name)


def is_email(text: str) -> bool:
    return bool(re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", text))


def is_url(text: str) -> bool:
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.netloc)


def merged(metadata: dict[str, str], given: dict[str, str] | str) -> dict[str, str]:
    """Stripe's update of metadata: given keys are set, keys given empty are removed, "" removes all."""
    if isinstance(given, str):
        return {}
    return {key: value for key, value in (metadata | given).items() if value}


def _child(name: str, key: str) -> str:
    return f"{name}[{key}]" if name else key


def _either(choices: Sequence[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])}, or {choices[-1]}"
