"""Our checks in front of functions of Wagtail's, each put there once, however often an app is made ready."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

MARK = "asks_the_guard_first"


def wrap_once(owner: Any, name: str, wrapping: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Puts `wrapping(function)` in the place of `owner`'s function of that name."""
    function = getattr(owner, name)
    if hasattr(function, MARK):
        return
    wrapped = update_wrapper(wrapping(function), function)
    setattr(wrapped, MARK, True)
    setattr(owner, name, wrapped)
