"""Words of a text in any script. Where writing sets no spaces, overlapping pairs of signs stand for words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Thai and Lao, Burmese, Khmer, kana, Han: written without spaces between words.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"(?P<unspaced>[{UNSPACED}]+)|([^\W_{UNSPACED}]+)")
_PAIRS = re.compile(rf"[{UNSPACED}]+")
# Signs of what is looked for: one that is typed can stand for eighteen.
LONGEST = 200
_ACCENTS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Signs that belong together, folded, and where they stand in the folded text."""

    text: str
    start: int
    unspaced: bool


def folded(text: str) -> str:
    """In small letters, without accents, with one form for each sign."""
    small = text.casefold()
    if small.isascii():
        return small
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", small))


def folded_in_place(text: str) -> tuple[str, list[int]]:
    """`folded`, and for each of its signs the index of the code point in `text` that it comes from."""
    signs, places = [], []
    for place, sign in enumerate(text):
        became = folded(sign)
        signs.append(became)
        places += [place] * len(became)
    return "".join(signs), places


def runs(text: str) -> Iterator[Run]:
    """Of a folded text."""
    for match in _RUN.finditer(text):
        yield Run(match.group(), match.start(), match["unspaced"] is not None)


def indexed(text: str) -> list[str]:
    """Tokens of a text that is put into an index, in order."""
    return [token for run in runs(folded(text)) for token in _of(run)]


def parted(text: str) -> list[tuple[str, str]]:
    """The same before pairs are made, for a whole index: `(signs without spaces, "")` or `("", word)`."""
    return _RUN.findall(folded(text))


def sought(text: str) -> list[str]:
    """Tokens that stand in this order wherever an indexed text has what is given; none without a sign of any
    script.
    """
    found = list(runs(folded(text)[:LONGEST]))
    tokens = [token for run in found for token in _of(run)]
    if found and found[-1].unspaced and len(found[-1].text) > 1:
        # What follows there is not known: the last sign may be the first of a pair.
        tokens.pop()
    return tokens


def pairs(signs: str) -> list[str]:
    """Of signs without spaces every two neighbours, and the last by itself."""
    return [signs[place : place + 2] for place in range(len(signs))]


def shortest_beginning(word: str) -> int:
    """From how many signs on the beginning of a word is looked for: three letters, or one where pairs are."""
    return 1 if is_unspaced(word) else 3


def is_unspaced(word: str) -> bool:
    return _PAIRS.fullmatch(word) is not None


def _of(run: Run) -> list[str]:
    return pairs(run.text) if run.unspaced else [run.text]
