"""The word lists of `data/`, one for each language: what a story's words give away."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

# Kinds of facts that a list of words finds as they stand.
KINDS = ("relation", "workplace", "occupation", "trait", "date")
# Written without spaces: a word is found wherever its letters stand.
UNSPACED = ("th", "zh-hans", "zh-hant", "ja", "km", "lo", "my")


@dataclass(frozen=True)
class Lexicon:
    """`canonical` is word → (kind, canonical word); `words` finds every one of them, the longest first."""

    locale: str
    canonical: dict[str, tuple[str, str]]
    words: re.Pattern[str]
    units: dict[str, str]
    numbers: dict[str, str]
    name: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        return bool(self.canonical)


@cache
def lexicon(locale: str) -> Lexicon:
    """Of a language that has no list, an empty one: numbers and names are found all the same."""
    source = resources.files("review.disclosure") / "data" / f"{locale}.toml"
    known = tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}
    canonical = {
        word.casefold(): (kind, slug)
        for kind in KINDS
        for slug, words in known.get(kind, {}).items()
        for word in words
    }
    # What tells nothing is matched first where it is longer, and left out.
    passed_over = {word.casefold() for word in known.get("except", [])} - set(canonical)
    return Lexicon(
        locale=locale,
        canonical=canonical,
        words=_any_of({*passed_over, *canonical}, locale),
        units=_turned(known.get("unit", {})),
        numbers=_turned(known.get("number", {})),
        name=known.get("name", {}),
    )


def _any_of(words: set[str], locale: str) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        longest_first if locale in UNSPACED else rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE
    )


def _turned(lists: dict[str, list[str]]) -> dict[str, str]:
    return {word.casefold(): slug for slug, words in lists.items() for word in words}
