"""What a query asks of a record: terms, every one of which it must have in one of several forms."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import stems, synonyms, tokens
from search.query import Sought
from search.vocabulary import Meaning, meaning

Phrase = tuple[str, ...]

# Letters of a query in which typos are looked for: with each an engine's work grows, whatever it holds.
FORGIVEN = 80
# Begins a code among the tokens of a record: no word has this sign.
MARK = "#"


@dataclass(frozen=True, slots=True)
class Term:
    """A record has it if it has any of these: `words` in this order, a phrase of `stems` or of `synonyms`, a
    word that begins with `beginning` (empty: none), or is filed under one of `marks`. An engine that can may
    look for it with typos if it is `forgiven`.
    """

    words: Phrase
    stems: frozenset[Phrase] = frozenset()
    synonyms: frozenset[Phrase] = frozenset()
    beginning: str = ""
    marks: frozenset[str] = frozenset()
    forgiven: bool = False


def terms(sought: Sought) -> list[Term] | None:
    """The terms of a query; none finds all, None finds nothing: what was typed has no letter or digit."""
    asked = [*_words(sought.words), *(Term(tuple(tokens.sought(text))) for text in sought.exact)]
    found = [term for term in asked if term.words]
    return None if asked and not found else found


def filed_under(meant: Meaning) -> frozenset[str]:
    """The marks of what a word means."""
    filed = {mark(name, code) for code in meant.codes for name in ("need", "exploitation")}
    return frozenset(filed | {mark("origin", code) for code in meant.origins})


def mark(name: str, value: str) -> str:
    """How a code stands among the tokens of a record."""
    return f"{MARK}{name}/{value}"


def _words(words: tuple[str, ...]) -> Iterator[Term]:
    letters = 0
    for word, others in zip(words, synonyms.meant_by(words), strict=True):
        phrase = tuple(tokens.sought(word))
        letters += sum(map(len, phrase))
        whole = phrase[0] if len(phrase) == 1 else ""
        yield Term(
            words=phrase,
            stems=frozenset(stems.phrases(phrase)),
            synonyms=frozenset(others),
            beginning=whole if len(whole) >= tokens.shortest_beginning(whole) else "",
            marks=filed_under(meaning(word)),
            forgiven=letters <= FORGIVEN,
        )
