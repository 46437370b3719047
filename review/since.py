"""What changed in an original since a translation was made of it, in sentences for the translator."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from publication.derived import MILESTONE_WORDS

Public = dict[str, Any]

FIGURES = ("goal", "needs")
PERSON = ("alias", "age_band", "exploitation", "origin", "period")
WORDS = ("summary", "content_note", "title", "body")
PART = ("stage", "place", "period", "icon")


def changes(before: Public, after: Public) -> list[str]:
    """Of two public contents of the original: its parts, figures, person and other words."""
    return [*_parts(before, after), *_members(before, after)]


def _parts(before: Public, after: Public) -> Iterator[str]:
    there, here = _by_id(before), _by_id(after)
    for key, part in here.items():
        if key not in there:
            yield _("Part added: %(heading)s") % {"heading": part["heading"]}
    for key, part in there.items():
        if key not in here:
            yield _("Part removed: %(heading)s") % {"heading": part["heading"]}
    yield from _moved(there, here)
    for key in (key for key in here if key in there):
        yield from _part(there[key], here[key])


def _moved(there: dict[str, Public], here: dict[str, Public]) -> Iterator[str]:
    kept_before = [key for key in there if key in here]
    kept_after = [key for key in here if key in there]
    for was, now in zip(kept_before, kept_after, strict=True):
        if was != now:
            yield _("Part moved: %(heading)s") % {"heading": here[now]["heading"]}


def _part(was: Public, now: Public) -> Iterator[str]:
    if any(was.get(name) != now.get(name) for name in MILESTONE_WORDS):
        yield _("Words changed: %(heading)s") % {"heading": now["heading"]}
    if any(was.get(name) != now.get(name) for name in PART):
        yield _("Stage, area, period or icon changed: %(heading)s") % {"heading": now["heading"]}


def _members(before: Public, after: Public) -> Iterator[str]:
    def differ(names: tuple[str, ...]) -> bool:
        return any(before.get(name) != after.get(name) for name in names)

    if differ(FIGURES):
        yield _("Figures changed: needs or goal. They are taken from the original.")
    if differ(PERSON):
        yield _("Changed: alias, age band, exploitation, origin or period. They are taken from the original.")
    if differ(WORDS):
        yield _("Words changed outside the milestones: title, summary, note or text.")


def _by_id(public: Public) -> dict[str, Public]:
    return {milestone["id"]: milestone for milestone in public.get("milestones", [])}
