"""The words that were found, marked up in the text they stand in."""

from collections.abc import Iterator, Sequence
from typing import Any


def pieces(text: str, marks: Sequence[Sequence[int]]) -> Iterator[dict[str, Any]]:
    """`{text, marked}` of each piece, cut at `marks`: from, to, in code points."""
    at = 0
    for start, end in sorted((mark[0], mark[1]) for mark in marks):
        if start > at:
            yield {"text": text[at:start], "marked": False}
        if end > max(at, start):
            yield {"text": text[max(at, start) : end], "marked": True}
        at = max(at, end)
    if at < len(text):
        yield {"text": text[at:], "marked": False}
