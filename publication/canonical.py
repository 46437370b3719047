"""Canonical JSON after RFC 8785, so that equal content has equal bytes and one digest."""

import hashlib
import json
import math
from typing import Any

# Beyond this an integer loses its exactness in a JavaScript reader (RFC 8785, 3.2.2.3).
MAX_INTEGER = 2**53


def encode(value: Any) -> bytes:
    """UTF-8, keys sorted by UTF-16 code units, no spaces, integral floats as integers.

    Raises `ValueError` for what JSON, or another reader, could not hold exactly.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8")


def digest(content: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return _sorted(value)
    raise ValueError(f"{type(value).__name__} has no place in signed bytes: convert it to text or a number.")


def _integer(value: int) -> int:
    if abs(value) > MAX_INTEGER:
        raise ValueError(f"{value} is too large to be read exactly everywhere.")
    return value


def _number(value: float) -> int | float:
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a number JSON can hold.")
    if value.is_integer():
        return _integer(int(value))
    # Python and JavaScript write exponents differently; nothing of ours is that small.
    if "e" in repr(value):
        raise ValueError(f"{value!r} is too small to be written the same everywhere: round it.")
    return value


def _sorted(value: dict[Any, Any]) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        raise ValueError("Keys of signed bytes are text.")
    return {key: _plain(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
