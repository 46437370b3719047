"""What looks like a name. A tripwire for the reviewer's eye: it finds too much rather than too little."""

import re
from collections.abc import Iterator

from review.disclosure.lexicon import Lexicon

Found = tuple[str, str, int, int]

# A word that begins with a capital; several of them in a row are one name.
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞĀ-ŽƠƯẠ-Ỹ][\w’'-]*"
RUN = re.compile(rf"(?<![\w’'-]){_CAPITALISED}(?:[ \u00a0]{_CAPITALISED})*")
SENTENCE = re.compile(r"(?:^|[.!?…:]|[\n“”\"‘«»(—–-])[\s“”\"‘«»(—–-]*$")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}(?:[・･][\u30a1-\u30fa\u30fc]+)*")
# A foreign name in Chinese is written with a point between its parts.
POINTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•][\u4e00-\u9fff]{1,6})+")
# Thai writes no spaces between words: a name after an honorific ends somewhere before the next one.
THAI_RUN = r"\s?[\u0e01-\u0e4e]{2,12}"


def names(text: str, known: Lexicon) -> Iterator[Found]:
    yield from _capitals(text, known)
    for pattern in (KATAKANA, POINTED):
        for match in pattern.finditer(text):
            yield "name", match[0], *match.span()
    if known.locale == "th":
        yield from _thai(text, known)
    if known.locale.startswith("zh"):
        yield from _chinese(text, known)


def _capitals(text: str, known: Lexicon) -> Iterator[Found]:
    ordinary = set(known.name.get("ordinary", []))
    for match in RUN.finditer(text):
        words, begins = match[0].split(), match.start()
        # The first word of a sentence has its capital from the sentence, unless it is followed by another.
        if SENTENCE.search(text[:begins]) and words[0].casefold() in ordinary:
            begins += len(match[0]) - len(match[0][len(words[0]) :].lstrip())
            words = words[1:]
        kept = [word for word in words if word.casefold() not in ordinary]
        if any(len(word) > 1 for word in kept):
            yield "name", " ".join(words).casefold(), begins, match.end()


def _thai(text: str, known: Lexicon) -> Iterator[Found]:
    honorifics = "|".join(map(re.escape, known.name["honorifics"]))
    passed_over = tuple(known.name["not_names"])
    for match in re.finditer(rf"(?:{honorifics}){THAI_RUN}", text):
        if not match[0].startswith(passed_over):
            yield "name", match[0], *match.span()


def _chinese(text: str, known: Lexicon) -> Iterator[Found]:
    name = known.name
    before, after = ("|".join(map(re.escape, name[side])) for side in ("before", "after"))
    surname = f"[{name['surnames']}]"
    passed_over = tuple(name["not_names"])
    shape = rf"(?:{before}){surname}[\u4e00-\u9fff]?|{surname}[\u4e00-\u9fff]{{0,2}}?(?:{after})"
    for match in re.finditer(shape, text):
        if not match[0].startswith(passed_over):
            yield "name", match[0], *match.span()
