"""Where protected terms stand in a text, found without knowing them: its windows are hashed and looked up.

A term with room for a typo is looked for by its beginning and end first; only where one of them stands are
all near misses of the window hashed. 6,000 characters so cost some tens of thousands of hashes.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from casepages.terms import keys
from casepages.terms.entering import FUZZY, WORD, han, less_one, message, piece, unspaced
from casepages.terms.folding import CHANNELS, Folded, fold

_BEFORE_ITS_CONSONANT = "เแโใไເແໂໃໄ"
_BEHIND_ITS_CONSONANT = "ะาำๅะາຳັິີຶືຸູัิีึืฺุู"


Bytes = bytes | bytearray | memoryview


class Stored(Protocol):
    """`entering.Form` with its kind and the keys its hashes went through."""

    @property
    def kind(self) -> str: ...
    @property
    def chain(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def length(self) -> int: ...
    @property
    def reach(self) -> str: ...
    @property
    def tag(self) -> Bytes: ...
    @property
    def near(self) -> Bytes: ...
    @property
    def head(self) -> Bytes: ...
    @property
    def tail(self) -> Bytes: ...


@dataclass(frozen=True, order=True)
class Hit:
    """A term of this kind stands from `begins` to before `ends` in the text that was read."""

    begins: int
    ends: int
    kind: str


def find(text: str, stored: Iterable[Stored], scope: str) -> list[Hit]:
    """Every place once for each kind; where two hits of a kind overlap, they are told as one."""
    terms = list(stored)
    hits: list[Hit] = []
    for channel in CHANNELS:
        own = [term for term in terms if term.channel == channel]
        reader = _Reader(text, fold(text, channel), channel, scope)
        hits += reader.exact([term for term in own if term.reach != FUZZY])
        hits += reader.fuzzy([term for term in own if term.reach == FUZZY])
    return _merged(hits)


class _Reader:
    def __init__(self, raw: str, folded: Folded, channel: str, scope: str) -> None:
        self.raw, self.folded, self.channel, self.scope = raw, folded, channel, scope
        self.keys: dict[str, list[bytes]] = {}
        self.seen: dict[int, dict[str, list[int]]] = {}

    def tag(self, kind: str, text: str, chain: str) -> bytes:
        if chain not in self.keys:
            self.keys[chain] = keys.keys_of(chain)
        return keys.tag(message(self.scope, self.channel, kind, text), self.keys[chain])

    def windows(self, length: int) -> dict[str, list[int]]:
        """Each text of this length → where it begins."""
        if length not in self.seen:
            self.seen[length] = self._windows(length)
        return self.seen[length]

    def _windows(self, length: int) -> dict[str, list[int]]:
        text = self.folded.text
        found: dict[str, list[int]] = defaultdict(list)
        for begins in range(len(text) - length + 1):
            found[text[begins : begins + length]].append(begins)
        return found

    @cached_property
    def edges(self) -> tuple[set[int], set[int]]:
        """Where a word of its own may begin, and where it may have ended."""
        whole = [at for at in range(len(self.folded.at)) if self._is_boundary(at)]
        opens = {at for at in whole if _edge(self._before(at), self.raw[self.folded.at[at]])}
        return opens, {at for at in [*whole, len(self.folded.at)] if at and self._ends_a_word(at)}

    def exact(self, terms: list[Stored]) -> Iterator[Hit]:
        groups: dict[tuple[str, str, int, str], set[bytes]] = defaultdict(set)
        for term in terms:
            groups[term.chain, term.kind, term.length, term.reach].add(bytes(term.tag))
        for (chain, kind, length, reach), wanted in groups.items():
            words = reach == WORD
            for window, places in (self._words(length) if words else self.windows(length)).items():
                if self.tag(kind, window, chain) in wanted:
                    yield from (self.hit(kind, at, at + length) for at in places if self._stands(at, length))

    def _words(self, length: int) -> dict[str, list[int]]:
        opens, closes = self.edges
        found: dict[str, list[int]] = defaultdict(list)
        for at in opens:
            if at + length in closes:
                found[self.folded.text[at : at + length]].append(at)
        return found

    def fuzzy(self, terms: list[Stored]) -> Iterator[Hit]:
        for end, of in (("head", lambda term: term.head), ("tail", lambda term: term.tail)):
            yield from self._by_piece(end, of, terms)

    def _by_piece(self, end: str, of: Callable[[Stored], Bytes], terms: list[Stored]) -> Iterator[Hit]:
        groups: dict[tuple[str, int], dict[bytes, list[Stored]]] = defaultdict(lambda: defaultdict(list))
        for term in terms:
            groups[term.chain, piece(term.length)][bytes(of(term))].append(term)
        for (chain, size), wanted in groups.items():
            for window, places in self.windows(size).items():
                for term in wanted.get(self.tag(end, window, chain), []):
                    for place in places:
                        yield from self._near(term, place if end == "head" else place + size, end)

    def _near(self, term: Stored, place: int, end: str) -> Iterator[Hit]:
        for length in (term.length, term.length - 1, term.length + 1):
            begins = place if end == "head" else place - length
            if begins < 0 or begins + length > len(self.folded.text):
                continue
            if self._is(term, self.folded.text[begins : begins + length]):
                yield self.hit(term.kind, begins, begins + length)
                return

    def _is(self, term: Stored, window: str) -> bool:
        """Whether the window is the term with one letter more, less, another, or two of them swapped."""
        whole, near = bytes(term.tag), bytes(term.near)
        stored = {near[at : at + keys.SIZE] for at in range(0, len(near), keys.SIZE)}
        if len(window) < term.length:
            return self.tag(term.kind, window, term.chain) in stored
        if len(window) == term.length and self.tag(term.kind, window, term.chain) == whole:
            return True
        wanted = stored if len(window) == term.length else {whole}
        return any(self.tag(term.kind, part, term.chain) in wanted for part in less_one(window))

    def hit(self, kind: str, begins: int, ends: int) -> Hit:
        return Hit(self.folded.at[begins], self._end(ends), kind)

    def _stands(self, at: int, length: int) -> bool:
        """Whether it begins and ends with whole characters and, where no space parts words, syllables."""
        if not (self._is_boundary(at) and self._is_boundary(at + length)):
            return False
        return not _splits_a_syllable(self._before(at), self._after(at + length))

    def _is_boundary(self, at: int) -> bool:
        places = self.folded.at
        return at in (0, len(places)) or places[at - 1] != places[at]

    def _before(self, at: int) -> str:
        return self.raw[self.folded.at[at] - 1 : self.folded.at[at]] if self.folded.at[at] else ""

    def _after(self, at: int) -> str:
        """The character behind what ended there, its accents being its own."""
        ends = self._end(at)
        return self.raw[ends : ends + 1]

    def _end(self, at: int) -> int:
        ends = self.folded.at[at - 1] + 1
        while ends < len(self.raw) and _is_left_out(self.raw[ends]):
            ends += 1
        return ends

    def _ends_a_word(self, at: int) -> bool:
        return _edge(self.raw[self.folded.at[at - 1]], self._after(at))


def _is_left_out(mark: str) -> bool:
    return unicodedata.category(mark) == "Mn" and mark not in _BEHIND_ITS_CONSONANT


def _edge(left: str, right: str) -> bool:
    if not left.isalnum() or not right.isalnum():
        return not _splits_a_syllable(left, right)
    return any(han(one) or unspaced(one) for one in (left, right)) and not _splits_a_syllable(left, right)


def _splits_a_syllable(before: str, after: str) -> bool:
    return (bool(before) and before in _BEFORE_ITS_CONSONANT) or (
        bool(after) and after in _BEHIND_ITS_CONSONANT
    )


def _merged(hits: Iterable[Hit]) -> list[Hit]:
    told: dict[str, list[Hit]] = defaultdict(list)
    for hit in sorted(set(hits)):
        last = told[hit.kind][-1] if told[hit.kind] else None
        if last and hit.begins < last.ends:
            told[hit.kind][-1] = Hit(last.begins, max(last.ends, hit.ends), hit.kind)
        else:
            told[hit.kind].append(hit)
    return sorted(hit for found in told.values() for hit in found)
