"""What a text is compared by: letters and digits alone, whatever they were dressed up as.

Two channels: `shape` is what the eye reads (accents off, look-alikes and leet digits to one letter), `sound`
is the romanisation, letters only. Both keep where each character came from.
"""

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from anyascii import anyascii

# Part of every hash. A change of what follows makes stored terms unfindable: it needs a new version, under
# which officers enter their terms again.
VERSION = "v1"
SHAPE, SOUND = "shape", "sound"
CHANNELS = (SHAPE, SOUND)

_MARKUP = re.compile(r"<[^<>]{0,500}>|&#?\w{1,31};")
# Vowels that Unicode calls marks and a reader of Thai or Lao calls letters; tone marks are left out.
_VOWELS = {*range(0x0E31, 0x0E32), *range(0x0E34, 0x0E3B), 0x0EB1, *range(0x0EB4, 0x0EBD)}
_LETTERS = {
    **dict(zip("đøłħŧðæœþ", ("d", "o", "l", "h", "t", "d", "ae", "oe", "th"), strict=True)),
    # The same Arabic letter as Persian and Urdu type it, and its forms that are left out at will.
    **dict(zip("یىئکةہھەؤ", "يييكههههو", strict=True)),
}
_LEET = {**dict(zip("01345789", "oieastbg", strict=True)), "l": "i", "@": "a", "$": "s", "!": "i", "|": "i"}
_SIGNS = "@$!|"
_FILLERS = "ـ"  # the Arabic stroke that stretches a word


@dataclass(frozen=True)
class Folded:
    """`text` in one channel; `at[i]` is where its character i stood in what was read."""

    text: str
    at: tuple[int, ...]


def fold(text: str, channel: str) -> Folded:
    kept: list[str] = []
    places: list[int] = []
    before = ""
    for index, character, follows in _characters(text):
        inside = follows.isalnum() and (character != "@" or before.isalnum())
        before = character
        if character in _SIGNS and not inside:
            continue
        folded = _shape(character) if channel == SHAPE else _sound(character)
        kept.extend(folded)
        places.extend([index] * len(folded))
    return Folded("".join(kept), tuple(places))


def _characters(text: str) -> list[tuple[int, str, str]]:
    """(place, character, the next one) without tags, with entities read."""
    read: list[tuple[int, str]] = []
    end = 0
    for markup in _MARKUP.finditer(text):
        read.extend((index, text[index]) for index in range(end, markup.start()))
        if markup[0].startswith("&"):
            read.extend((markup.start(), character) for character in html.unescape(markup[0]))
        end = markup.end()
    read.extend((index, text[index]) for index in range(end, len(text)))
    following = [*(character for _place, character in read[1:]), ""][: len(read)]
    return [(index, character, after) for (index, character), after in zip(read, following, strict=True)]


@cache
def _plain(character: str) -> str:
    """NFKC, casefold, marks off; decimal digits of every script to ASCII."""
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    folded = unicodedata.normalize("NFKC", character).casefold()
    marked = unicodedata.normalize("NFD", folded)
    bare = (one for one in marked if unicodedata.category(one) != "Mn" or ord(one) in _VOWELS)
    return "".join(_LETTERS.get(one, one) for one in bare if one not in _FILLERS)


@cache
def _shape(character: str) -> str:
    alike = _look_alikes()
    seen = (alike.get(one, one) for one in _plain(character))
    return "".join(_LEET.get(one, one) for one in seen if one in _SIGNS or one.isalnum() or _is_vowel(one))


@cache
def _sound(character: str) -> str:
    return "".join(one for one in anyascii(_plain(character)).lower() if "a" <= one <= "z")


def _is_vowel(character: str) -> bool:
    return ord(character) in _VOWELS


@cache
def _look_alikes() -> dict[str, str]:
    table = Path(__file__).parents[1] / "data" / "confusables.json"
    known: dict[str, str] = json.loads(table.read_text(encoding="utf-8"))
    return {character: letter for letter, alike in known.items() for character in alike}
