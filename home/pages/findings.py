"""What stands between a content page and its release, each with the cure in it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from home.pages.content import TAKEN_SLUGS, ContentPage, WrittenPage, slug_taken
from home.pages.sitepage import LOGO, SitePage
from review.projection import WARN, Finding


def findings_of_written_page(page: WrittenPage) -> list[Finding]:
    return [*_title(page), *_written(page), *_unfinished(page.body, _("part")), *_links(page, page.body)]


def findings_of_site(page: SitePage) -> list[Finding]:
    streams = [(page.theme, _("colours and type")), (page.menu, _("menu item")), (page.wording, _("wording"))]
    unfinished = [finding for stream, part in streams for finding in _unfinished(stream, part)]
    return [*_title(page), *_settings(page), *unfinished, *_links(page, page.menu)]


def _title(page: Page) -> Iterator[Finding]:
    if not page.title.strip():
        yield Finding("title-missing", _("Give the page a title."))


def _written(page: WrittenPage) -> Iterator[Finding]:
    if isinstance(page, ContentPage) and page.public_slug in TAKEN_SLUGS:
        yield Finding("slug-taken", slug_taken(page.public_slug))
    if not page.intro.strip() and not len(page.body):
        yield Finding("empty", _("There is nothing to read yet: write an introduction or a first paragraph."))


def _settings(page: SitePage) -> Iterator[Finding]:
    if not len(page.theme):
        yield Finding("theme-missing", _("Add the colours, light and dark."))
    if not len(page.wording):
        yield Finding("wording-missing", _("Add the wording."))
    own = page.locale.language_code
    if own not in (page.locales or []):
        message = _("Offer at least this page's own language (%(locale)s).") % {"locale": own}
        yield Finding("locale-missing", message)
    yield from _drawn(page)
    yield from _exit(page)
    yield from _hosts(page)


def _drawn(page: SitePage) -> Iterator[Finding]:
    try:
        LOGO(page.logo)
    except ValidationError as error:
        yield Finding("logo-unreadable", " ".join(error.messages), _("Logo"))


def _exit(page: SitePage) -> Iterator[Finding]:
    try:
        if page.exit_url:
            URLValidator(["https"])(page.exit_url)
    except ValidationError:
        yield Finding("exit-unreadable", _("“Leave now” must lead to an https:// address."), _("Leave now"))


def _hosts(page: SitePage) -> Iterator[Finding]:
    """Two sites under one name: which of them a reader meets would be chance."""
    others = SitePage.objects.exclude(translation_key=page.translation_key).exclude(hosts="")
    taken = {name: other.title for other in others for name in other.host_names}
    for name in page.host_names:
        if name in taken:
            message = _("“%(name)s” is already a name of %(site)s: take it out here or there.")
            yield Finding("host-taken", message % {"name": name, "site": taken[name]})


def _unfinished(stream: StreamValue, part: str) -> Iterator[Finding]:
    """Parts that their own validation refuses: a draft or an import may hold what a full save does not."""
    for at, block in enumerate(stream, start=1):
        try:
            block.block.clean(block.value)
        except ValidationError as error:
            cure = _cure(block.block_type, error)
            yield Finding(f"{block.block_type}-unfinished", cure, f"{part} {at}", block=str(block.id or ""))


def _cure(name: str, error: ValidationError) -> str:
    if name == "figure":
        return _("A figure is shown only with its source and the date of the source: fill in both.")
    parts = getattr(error, "block_errors", None)
    if not parts:
        return " ".join(error.messages)
    named = {"parts": ", ".join(sorted(map(str, parts)))}
    return _("Something is missing or cannot be read here: open this part and correct %(parts)s.") % named


def _links(page: Page, stream: StreamValue) -> Iterator[Finding]:
    for at, block in enumerate(stream, start=1):
        target = block.value["page"] if block.block_type in {"link", "page"} else None
        if target is not None:
            yield from _target(page, target, f"{block.block.label} {at}", str(block.id or ""))


def _target(page: Page, target: Page, where: str, block: str) -> Iterator[Finding]:
    """`live` is enough to go by here: the guard keeps it true to the public record."""
    locales = target.get_translations(inclusive=True).filter(live=True).values_list("locale_id", flat=True)
    named: dict[str, Any] = {"title": target.title, "locale": page.locale.language_code}
    if not locales:
        message = _("“%(title)s” is not released: release that page first, or leave the link out.") % named
        yield Finding("link-unreleased", message, where, block=block)
    elif page.locale_id not in locales:
        message = _("“%(title)s” is not released in this language (%(locale)s) yet.") % named
        yield Finding("link-untranslated", message, where, WARN, block=block)
