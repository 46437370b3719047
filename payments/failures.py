"""How an error is told in a log: by its kind and its place, never by its message."""

import traceback
from pathlib import PurePath


def place_of(error: BaseException) -> str:
    """`RuntimeError in index.py, line 12`: without the message, which may quote a row or an address."""
    frames = traceback.extract_tb(error.__traceback__)
    kind = type(error).__name__
    if not frames:
        return kind
    return f"{kind} in {PurePath(frames[-1].filename).name}, line {frames[-1].lineno}"[:255]


def way_to(error: BaseException) -> str:
    """The lines that led to it, as a traceback has them."""
    return "".join(traceback.format_tb(error.__traceback__))
