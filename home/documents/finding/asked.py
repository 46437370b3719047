"""What a reader asks of the stories, read from an address and written into the next one."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from home.documents import cards, vocabulary
from publication import readers

VOCABULARIES = {
    "need": vocabulary.NEEDS,
    "exploitation": vocabulary.EXPLOITATION,
    "status": vocabulary.STATUSES,
}
NARROWING = ("need", "exploitation", "region", "status")
LONGEST_WORDS = 200


@dataclass(frozen=True)
class Asked:
    """`chosen` has a value for each name of `NARROWING`, "" where nothing was chosen."""

    locale: str
    words: str
    chosen: dict[str, str]
    sort: str
    area: dict[str, Any] | None = None

    @property
    def narrowed(self) -> bool:
        return any(self.chosen.values())

    def address(self, **changes: str) -> str:
        """Of the same question with other choices; `words` and `sort` are named like a choice."""
        query = {"q": self.words, **self.chosen, "sort": self.sort, **changes}
        told = {name: value for name, value in query.items() if value}
        address = reverse("home:cases", args=[self.locale])
        return f"{address}?{urlencode(told)}" if told else address

    def filters(self) -> readers.Filters:
        wanted: dict[str, Any] = {name: [value] for name, value in self.chosen.items() if value}
        return readers.Filters(locales=[self.locale], sort=self.sort or "waiting", **wanted)

    def word(self, name: str, value: str) -> dict[str, str]:
        """`{text, lang}` of a value of the vocabulary, or of the chosen region."""
        if name == "region" and self.area:
            return cards.place(self.area, self.locale)
        return {"text": str(VOCABULARIES.get(name, {}).get(value, value)), "lang": ""}


def asked(request: HttpRequest, locale: str) -> Asked:
    """What is not in the vocabulary, or no place of a public story, narrows nothing and is not repeated."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_WORDS]
    sort = "newest" if request.GET.get("sort") == "newest" else ""
    known = {
        name: request.GET.get(name, "") if request.GET.get(name, "") in VOCABULARIES[name] else ""
        for name in VOCABULARIES
    }
    code = request.GET.get("region", "").replace("\x00", "")
    area = readers.area(code, [locale]) if code else None
    chosen = {name: known.get(name, code if area else "") for name in NARROWING}
    return Asked(locale, words, chosen, sort, area)


def without(question: Asked, name: str) -> Asked:
    return replace(question, chosen={**question.chosen, name: ""})
