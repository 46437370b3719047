"""A translation is in other words than its original."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_languages

from publication.derived import MILESTONE_WORDS
from review.projection.findings import WARN, Finding
from review.projection.journey import where
from review.projection.material import Material


class Words(NamedTuple):
    """What the original says and what stands here; a milestone's are known by its block alone."""

    where: str
    there: Any
    here: Any
    block: str = ""
    field: str = ""


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
    original = {"locale": get_content_languages().get(source_locale, source_locale)}
    written = [told for told in words if told.here]
    same = [told for told in written if told.here == told.there]
    if same and same == written:
        yield Finding(
            "untranslated",
            _("Nothing is translated yet: this still says what the original (%(locale)s) says.") % original,
        )
        return
    message = _("This reads like the original (%(locale)s). Is it translated?") % original
    for place, block, field in dict.fromkeys((told.where, told.block, told.field) for told in same):
        yield Finding("part-untranslated", message, place, WARN, block=block, field=field)


def words_of(source: dict[str, Any], public: dict[str, Any]) -> Iterator[Words]:
    """Of a case or an update; milestones are matched by their ids."""
    named = {
        "summary": _("Summary"),
        "content_note": _("Note before the story"),
        "title": _("Title"),
        "body": _("Text"),
    }
    for member, name in named.items():
        yield Words(name, source.get(member), public.get(member), field=member)
    there = {milestone["id"]: milestone for milestone in source.get("milestones", [])}
    for milestone in public.get("milestones", []):
        original = there.get(milestone["id"], {})
        for member in MILESTONE_WORDS:
            yield Words(
                where(milestone["order"]), original.get(member), milestone.get(member), milestone["id"]
            )
