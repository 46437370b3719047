"""Where the words that were looked for stand in a record: one passage of it, with their places marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search.analysis import stems, tokens
from search.analysis.terms import Phrase, Term
from search.query import Highlight

LONGEST = 220
BEFORE = 60  # signs shown before the first mark


@dataclass(frozen=True, slots=True)
class _Token:
    """A token of a folded text, from `start` to `end` in it."""

    word: str
    stem: str
    start: int
    end: int


def best(passages: Iterable[str], locale: str, terms: Sequence[Term]) -> Highlight | None:
    """The passage with most of the terms, the earliest of such; None where none has any."""
    language = stems.of_locale(locale)
    chosen, most = "", 0
    for passage in passages:
        found = list(_tokens(tokens.folded(passage), language))
        has = sum(any(True for _span in _spans(found, term)) for term in terms)
        if has > most:
            chosen, most = passage, has
        if most == len(terms):
            break
    return _marked(chosen, terms, language) if most else None


def _marked(passage: str, terms: Sequence[Term], language: str) -> Highlight:
    text, places = tokens.folded_in_place(passage)
    found = list(_tokens(text, language))
    spans = sorted({span for term in terms for span in _spans(found, term)})
    marks = [(places[start], places[end - 1] + 1) for start, end in _merged(spans)]
    return _cut(passage, marks)


def _cut(passage: str, marks: Sequence[tuple[int, int]]) -> Highlight:
    """As much of the passage as is shown, from a word before the first mark on."""
    if len(passage) <= LONGEST:
        return Highlight(passage, tuple(marks))
    start = max(marks[0][0] - BEFORE, 0)
    if start:
        space = passage.find(" ", start, marks[0][0])
        start = space + 1 if space >= 0 else start
    end = min(start + LONGEST, len(passage))
    if end < len(passage):
        space = passage.rfind(" ", max(start, marks[0][1]), end)
        end = space if space > start else end
    opening, closing = ("… " if start else ""), (" …" if end < len(passage) else "")
    shift = len(opening) - start
    inside = tuple((first + shift, last + shift) for first, last in marks if last <= end)
    return Highlight(opening + passage[start:end] + closing, inside)


def _tokens(text: str, language: str) -> Iterator[_Token]:
    for run in tokens.runs(text):
        if not run.unspaced:
            stem = stems.known(language, run.text)
            yield _Token(run.text, stem, run.start, run.start + len(run.text))
            continue
        for place in range(len(run.text)):
            pair = run.text[place : place + 2]
            yield _Token(pair, "", run.start + place, run.start + place + len(pair))


def _spans(found: Sequence[_Token], term: Term) -> Iterator[tuple[int, int]]:
    there = {token.word for token in found} | {token.stem for token in found}
    for phrase in (term.words, *term.stems, *term.synonyms):
        if there.issuperset(phrase):
            yield from _of_phrase(found, phrase)
    for token in found:
        if term.beginning and token.word.startswith(term.beginning):
            yield token.start, token.start + max(len(term.beginning), len(token.word) if token.stem else 0)


def _of_phrase(found: Sequence[_Token], phrase: Phrase) -> Iterator[tuple[int, int]]:
    first, length = phrase[0], len(phrase)
    for at, token in enumerate(found[: len(found) - length + 1]):
        if first in (token.word, token.stem):
            part = found[at : at + length]
            if all(sought in (one.word, one.stem) for sought, one in zip(phrase, part, strict=True)):
                yield token.start, part[-1].end


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
