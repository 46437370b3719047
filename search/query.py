"""What is looked for, and what an engine found. The words live as long as the request that brought them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from search.areas import Area

FACETS = ("need", "exploitation", "region", "status")
# A pair of quotation marks of any of our languages, or a word outside of them.
_PARTS = re.compile(r"[\"“„«「『](?P<exact>[^\"“”„«»「」『』]*)[\"”“»」』]|(?P<word>[^\s\"“”„«»「」『』]+)")


@dataclass(frozen=True, slots=True)
class Sought:
    """Records that have every one of `words` and of `exact`, and of each filter any value.

    `words` are matched by stem, synonym, meaning and beginning; `exact` are texts from quotation marks, each
    matched as the sequence of its words. `locale` is the language asked, empty for each case's own.
    """

    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    locale: str = ""
    need: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    limit: int = 20

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """Facet → the values asked, of those that are asked at all."""
        asked = {name: getattr(self, name) for name in FACETS}
        return {name: values for name, values in asked.items() if values}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage of signed words; `marks` are code points `(start, end)` of what was found in it."""

    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer.

    `records` are keys of public records in order, at most `limit`; `total`, `facets` (name → value → number,
    most first) and `areas` (where the stories come from, most first) count every hit. `near`: nothing has the
    very words, and these are close to them. `digests` tell of which signed bytes an engine outside
    had each record, so that a hit of other bytes than are public now can be left out.
    """

    records: list[int] = field(default_factory=list)
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: {name: {} for name in FACETS})
    areas: Sequence[Area] = ()
    highlights: Mapping[int, Highlight] = field(default_factory=dict)
    near: bool = False
    digests: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind` is `story` (an alias) or `region` (a name of an area that public stories come from)."""

    text: str
    kind: str


def parted(text: str, most: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`(words, exact)` of what was typed, together at most `most`."""
    parts = list(_PARTS.finditer(text))[:most]
    words = tuple(part["word"] for part in parts if part["word"])
    quoted = (" ".join((part["exact"] or "").split()) for part in parts)
    return words, tuple(text for text in quoted if text)
