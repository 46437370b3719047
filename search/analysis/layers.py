"""A record as every index holds it: tokens, then their stems, in layers by weight; codes as marks."""

from collections.abc import Iterable

from search.analysis import stems, tokens
from search.analysis.terms import mark
from search.document import Document

# Keeps the end of one text and the beginning of the next from being one phrase. No word has this sign.
APART = ";"


def serving(locale: str) -> str:
    """The mark of the records that are shown to whoever asks for this language, or for none."""
    return mark("serves", locale)


def marks(document: Document) -> list[str]:
    found = [serving(locale) for locale in document.serves] + [mark("status", document.status)]
    for name in ("need", "exploitation", "region"):
        found += [mark(name, code) for code in getattr(document, name)]
    if document.origin:
        code = document.origin.code
        found += [mark("origin", each) for each in dict.fromkeys((code, code.partition("-")[0]))]
    return found


def head(document: Document) -> str:
    """The need that asks for most stands there twice: its case answers best to whoever looks for that need.

    What it is filed under is in the words of the codes besides, which are English.
    """
    filed = [code.replace("_", " ") for code in (*document.need, *document.exploitation)]
    worded = [document.alias, *document.needs[:1], *document.needs]
    return _layer(worded, document.locale) + _layer(filed, stems.OTHERS)


def lead(document: Document) -> str:
    return _layer([document.summary, *(place.name for place in document.places)], document.locale)


def story(document: Document) -> str:
    return _layer(document.story, document.locale)


def set_off(parts: Iterable[str]) -> str:
    return f" {' '.join(parts)} "


def _layer(texts: Iterable[str], locale: str) -> str:
    """One pass over each text: a rebuild spends most of its time here."""
    language, known = stems.of_locale(locale), stems.known
    words: list[str] = []
    roots: list[str] = []
    for text in texts:
        for unspaced, word in tokens.parted(text):
            if word:
                words.append(word)
                roots.append(known(language, word))
            else:
                found = tokens.pairs(unspaced)
                words += found
                roots += [APART] * len(found)
        words.append(APART)
        roots.append(APART)
    return set_off(words + roots)
