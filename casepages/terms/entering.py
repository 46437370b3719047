"""A term → what is stored of it: hashes by which it is found again, and how closely it is looked for."""

import unicodedata
from dataclasses import dataclass

from casepages.terms import keys
from casepages.terms.folding import CHANNELS, SHAPE, VERSION, fold

# How a form is looked for: with one typo, letter by letter anywhere, or as a word of its own.
FUZZY, EXACT, WORD = "fuzzy", "exact", "word"
FUZZY_FROM, EXACT_FROM, WORD_FROM, HAN_FROM = 8, 5, 3, 2
# Scripts that put no space between words, where a word's edges cannot be told.
_UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR")


@dataclass(frozen=True)
class Form:
    """A term in one channel. `near` are the hashes of the term less one letter each, joined; `head` and
    `tail` those of its beginning and end, one of which a single typo leaves whole. Empty where not fuzzy."""

    channel: str
    length: int
    reach: str
    tag: bytes
    near: bytes = b""
    head: bytes = b""
    tail: bytes = b""


def forms(term: str, kind: str, scope: str) -> list[Form]:
    """In both channels, as far as each is long enough to be looked for; none where it is too short."""
    found = []
    for channel in CHANNELS:
        text = fold(term, channel).text
        reach = _reach(term, text, channel)
        if reach:
            found.append(_form(text, kind, scope, channel, reach))
    return found


def message(scope: str, channel: str, kind: str, text: str) -> str:
    return f"{VERSION}|{scope}|{channel}|{kind}|{text}"


def piece(length: int) -> int:
    """How long head and tail of a term are: neither reaches the middle, where a swap may touch both."""
    return (length - 1) // 2


def less_one(text: str) -> set[str]:
    """Every text that one deletion makes: two that share one differ by one letter, or by a swap."""
    return {text[:index] + text[index + 1 :] for index in range(len(text))}


def unspaced(text: str) -> bool:
    names = [unicodedata.name(character, "") for character in text]
    return any(name.startswith(_UNSPACED) for name in names)


def han(text: str) -> bool:
    return bool(text) and all(
        unicodedata.name(character, "").startswith(("CJK UNIFIED", "CJK COMPAT")) for character in text
    )


def _reach(term: str, text: str, channel: str) -> str:
    if len(text) >= FUZZY_FROM:
        return FUZZY
    if len(text) >= EXACT_FROM or (channel == SHAPE and han(text) and len(text) >= HAN_FROM):
        return EXACT
    if len(text) < WORD_FROM:
        return ""
    return EXACT if channel == SHAPE and unspaced(text) else WORD


def _form(text: str, kind: str, scope: str, channel: str, reach: str) -> Form:
    chain = keys.keys_of(keys.newest())

    def hashed(kind: str, part: str) -> bytes:
        return keys.tag(message(scope, channel, kind, part), chain)

    whole = hashed(kind, text)
    if reach != FUZZY:
        return Form(channel, len(text), reach, whole)
    size = piece(len(text))
    near = b"".join(sorted(hashed(kind, part) for part in less_one(text)))
    return Form(
        channel, len(text), reach, whole, near, hashed("head", text[:size]), hashed("tail", text[-size:])
    )
