"""A translation is in other words than its original."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from review.projection.findings import WARN, Finding
from review.projection.journey import where
from review.projection.material import Material

# (where it stands, what the original says, what stands here)
Words = tuple[str, Any, Any]


def is_made(gathered: Material, public: dict[str, Any]) -> Iterator[Finding]:
    if gathered.source is not None:
        words = words_of(gathered.source, public)
        yield from untranslated(words, gathered.source_locale, gathered.locale)


def untranslated(words: Iterable[Words], source_locale: str, locale: str) -> Iterator[Finding]:
    """Refuses a copy: whoever chose the language would be read another one, and a signature would be spent
    on it. A part that reads the same may be right (a name, a number): it is for the reviewer to weigh.
    """
    if source_locale.split("-")[0] == locale.split("-")[0]:
        return
    written = [(place, here == there) for place, there, here in words if here]
    if written and all(same for _place, same in written):
        yield Finding(
            "untranslated",
            _("Nothing is translated yet: this still says what the original (%(locale)s) says.")
            % {"locale": source_locale},
        )
        return
    for place in dict.fromkeys(place for place, same in written if same):
        message = _("This reads like the original (%(locale)s). Is it translated?")
        yield Finding("part-untranslated", message % {"locale": source_locale}, place, WARN)


def words_of(source: dict[str, Any], public: dict[str, Any]) -> Iterator[Words]:
    """Of a case or an update; milestones are matched by their ids."""
    named = {
        "summary": _("Summary"),
        "content_note": _("Note before the story"),
        "title": _("Title"),
        "body": _("Text"),
    }
    for member, name in named.items():
        yield name, source.get(member), public.get(member)
    there = {milestone["id"]: milestone for milestone in source.get("milestones", [])}
    for milestone in public.get("milestones", []):
        original = there.get(milestone["id"], {})
        for member in ("heading", "narrative"):
            yield where(milestone["order"]), original.get(member), milestone[member]
