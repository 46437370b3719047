"""The facts that a text tells in words: by the language's lexicon, by numbers, by the look of a name."""

import re
from collections.abc import Iterator
from functools import cache

from review.checks.ages import ages
from review.disclosure import names
from review.disclosure.fact import Fact
from review.disclosure.lexicon import UNSPACED, Lexicon, lexicon
from review.projection.passages import Passage

# How much of the text is quoted on either side.
AROUND = 60
CURRENCIES = {
    "$": "usd",
    "us$": "usd",
    "rp": "idr",
    "€": "eur",
    "£": "gbp",
    "฿": "thb",
    "¥": "cny",
    "rm": "myr",
}
_CODES = "USD|EUR|GBP|CHF|AUD|IDR|THB|MYR|SGD|HKD|CNY|RMB|TWD|JPY|KRW|KHR|MMK|LAK|VND|PHP|INR|BDT|NPR"
_SIGN = rf"(?:{_CODES}|US\$|Rp\.?|RM|[$€£¥฿])"
_DIGITS = r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d{1,2})?(?!\d)"
BUDDHIST_ERA = 543


def told_in(passage: Passage, locale: str) -> Iterator[Fact]:
    """Every fact of one text, quoted; `locale` chooses the word list."""
    known, text, taken = lexicon(locale), passage.text, [match.span() for match in ages(passage.text)]
    for begins, ends in taken:
        yield _fact("age", _folded(text[begins:ends]), passage, begins, ends)
    for kind, value, begins, ends in (
        *_numbers(text, known),
        *_words(text, known),
        *names.names(text, known),
    ):
        if not any(begins < last and first < ends for first, last in taken):
            taken.append((begins, ends))
            yield _fact(kind, value, passage, begins, ends)


Found = tuple[str, str, int, int]


def _words(text: str, known: Lexicon) -> Iterator[Found]:
    for match in known.words.finditer(text):
        kind, slug = known.canonical.get(match[0].casefold(), ("", ""))
        if kind:
            yield kind, slug, *match.span()


def _numbers(text: str, known: Lexicon) -> Iterator[Found]:
    for match in _counted(known.locale).finditer(text):
        number = _plain(match["digits"]) if match["digits"] else known.numbers[match["word"].casefold()]
        unit = _unit(match["sign"] or match["bare"] or match["unit"] or match["of"] or "", known)
        if not unit and _is_year(number):
            yield "date", _year(number), *match.span()
        elif unit or match["digits"]:
            yield "number", f"{number} {unit}".strip(), *match.span()


@cache
def _counted(locale: str) -> re.Pattern[str]:
    """Digits with their unit or currency, or a number in words with its unit."""
    known = lexicon(locale)
    spaced = locale not in UNSPACED
    start, end, gap = (r"(?<!\w)", r"(?!\w)", r"[\s-]+(?:\w+\s)?") if spaced else ("", "", r"\s*")
    units, words = _any_of(known.units), _any_of(known.numbers)
    return re.compile(
        rf"(?<![\d.,])(?:(?P<sign>{_SIGN})\s?)?(?P<digits>{_DIGITS})"
        rf"(?:\s?(?P<bare>{_SIGN}){end}|(?:{gap})(?P<unit>{units}){end})?"
        rf"|{start}(?P<word>{words}){gap}(?P<of>{units}){end}",
        re.IGNORECASE,
    )


def _any_of(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)"


def _unit(written: str, known: Lexicon) -> str:
    folded = written.casefold().rstrip(".")
    return known.units.get(folded) or CURRENCIES.get(folded) or folded


def _plain(digits: str) -> str:
    """ASCII digits, a point before the decimals, nothing between the thousands."""
    ascii_ = "".join(str(int(c)) if c.isdigit() else c for c in digits)
    whole, mark, rest = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", ascii_).groups()  # type: ignore[union-attr]
    return re.sub(r"\D", "", whole) + (f".{rest}" if mark else "")


def _is_year(number: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20|24|25)\d\d", number))


def _year(number: str) -> str:
    return str(int(number) - BUDDHIST_ERA) if number.startswith(("24", "25")) else number


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _fact(kind: str, value: str, passage: Passage, begins: int, ends: int) -> Fact:
    text = passage.text
    return Fact(
        kind,
        value,
        text[begins:ends],
        passage.block or passage.field,
        passage.where,
        passage.order,
        before=cut_before(text, begins),
        after=cut_after(text, ends),
    )


def cut_before(text: str, at: int) -> str:
    cut = text[max(0, at - AROUND) : at]
    return f"…{cut}" if at > AROUND else cut


def cut_after(text: str, at: int) -> str:
    cut = text[at : at + AROUND]
    return f"{cut}…" if len(text) > at + AROUND else cut
