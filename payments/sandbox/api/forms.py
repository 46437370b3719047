"""Stripe's form encoding: `line_items[0][price_data][currency]=usd`, arrays by index or by `[]`."""

import re
from urllib.parse import parse_qsl

from payments.sandbox.api.errors import ApiError

Tree = str | dict[str, "Tree"]

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


def decode(encoded: str) -> dict[str, Tree]:
    """Nested dicts of strings, an array a dict by index. Raises ApiError on a clash of shapes."""
    root: dict[str, Tree] = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        _place(root, name, value)
    return root


def _place(root: dict[str, Tree], name: str, value: str) -> None:
    match = _NAME.fullmatch(name)
    if not match:
        raise ApiError(f"Invalid parameter name: {name}", param=name, stored=False)
    node = root
    *path, last = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
    for segment in path:
        child = node.setdefault(segment or str(len(node)), {})
        if isinstance(child, str):
            raise ApiError("Invalid object", param=name, stored=False)
        node = child
    key = last or str(len(node))
    if isinstance(node.get(key), dict):
        raise ApiError("Invalid string: an object was also given", param=name, stored=False)
    node[key] = value
