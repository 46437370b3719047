"""What words of an interface mean: codes by which public cases are filed, told by whoever shows the words."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word is known to stand for.

    `codes`: needs and kinds of exploitation; `origins`: area codes, or their first part, as `THA` of `THA-1`.
    """

    codes: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()


Source = Callable[[str], Meaning]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source` gets one word in small letters, and knows public vocabulary only: never a case."""
    if source not in _sources:
        _sources.append(source)


def meaning(word: str) -> Meaning:
    """Of all sources together."""
    told = [source(word.casefold()) for source in _sources]
    return Meaning(
        codes=frozenset().union(*(one.codes for one in told)),
        origins=frozenset().union(*(one.origins for one in told)),
    )
