"""Where no story has the words: what begins like them and would be found."""

from home.documents.finding.asked import Asked
from search.readers import suggest

WORDS = 3
LETTERS = (4, 2)  # each a question to the engine
MOST = 5


def words(asked: Asked) -> list[dict[str, str]]:
    """`{text, url}` of aliases and places that begin as a word does, by four of its letters or by two."""
    texts = [text for word in asked.words.split()[:WORDS] for text in _like(word, asked.locale)]
    return [{"text": text, "url": asked.address(q=text)} for text in list(dict.fromkeys(texts))[:MOST]]


def _like(word: str, locale: str) -> list[str]:
    if len(word) < min(LETTERS):
        return []
    for beginning in dict.fromkeys(word[:length] for length in LETTERS):
        found = suggest(beginning, locale).results
        if found:
            return [suggestion.text for suggestion in found]
    return []
