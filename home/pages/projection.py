"""What of a page becomes public. These shapes are the contract of API, documents and front ends."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from home.pages.body import plain, project_body
from home.pages.content import WrittenPage
from home.pages.findings import findings_of_site, findings_of_written_page
from home.pages.guarded import GuardedPage
from home.pages.sitepage import SitePage
from home.pages.subjects import subject_of
from home.pages.theme import DARK, LIGHT, TYPE
from review.checks.translation import Words, untranslated
from review.projection import Context, Finding, Projection

SCHEMA = 1
# The members that a translation says in other words.
PAGE_WORDS = {"title": _("Title"), "intro": _("Introduction"), "body": _("Body")}
SITE_WORDS = {"strapline": _("Strapline"), "menu": _("Menu"), "wording": _("Wording")}


def project_written_page(page: WrittenPage, context: Context) -> Projection:
    """`{schema, kind: "page", id, locale, source_locale, slug, title, intro, body, menu_order}`.

    Every part of `body` has a `type`: heading, paragraph and note `{text}`, list `{ordered, items}`, figure
    `{value, what, source, source_date, url}`, terms `{items: [{term, text}]}`, hotline `{country: {code,
    name}, name, number, hours, languages, note, url, checked_on}`, quote `{text, attribution}`, link
    `{text, slug, url}`, where slug or url is null.
    """
    public = {
        **_head(page, context),
        "slug": page.public_slug,
        "title": plain(page.title),
        "intro": plain(page.intro),
        "body": project_body(page.body, context.locale),
        "menu_order": page.source.menu_order,
    }
    public |= _of_source(public, context, ("slug", "menu_order"))
    findings = [*findings_of_written_page(page), *_untranslated(PAGE_WORDS, public, context)]
    return Projection(public, public["id"], context.locale, findings=findings)


def project_site(page: SitePage, context: Context) -> Projection:
    """`{schema, kind: "site", id, locale, source_locale, name, strapline, theme, logo, menu, wording,
    locales, hosts, exit_url}`.

    `theme` is `{light, dark, type}`: a colour name → `#RRGGBB`, and `{story, interface}`, each a name of
    `home.documents.theme.TYPES`. `logo` is `{path, width, height}`, a line to be stroked, or null. `menu` is
    `[{title, slug}]`, the slug `cases` being the list of stories. `exit_url` is where a quick exit leads, or
    null. All but words are those of the page this one was translated from.
    """
    source = page.source
    public = {
        **_head(page, context),
        "name": plain(page.title),
        "strapline": plain(page.strapline),
        "theme": _theme(source),
        "logo": {"path": plain(source.logo), "width": 32, "height": 24} if source.logo.strip() else None,
        "menu": _menu(page),
        "wording": {name: plain(text) for block in page.wording for name, text in block.value.items()},
        "locales": list(source.locales),
        "hosts": source.host_names,
        "exit_url": source.exit_url or None,
    }
    public |= _of_source(public, context, ("theme", "logo", "locales", "hosts", "exit_url"))
    findings = [*findings_of_site(page), *_untranslated(SITE_WORDS, public, context)]
    return Projection(public, public["id"], context.locale, findings=findings)


def _untranslated(members: dict[str, Any], public: dict[str, Any], context: Context) -> Iterator[Finding]:
    source = context.released(public["kind"], public["id"], public["source_locale"])
    if source is not None and public["source_locale"] != context.locale:
        words = (
            Words(str(name), source.get(member), public[member], field=member)
            for member, name in members.items()
        )
        yield from untranslated(words, public["source_locale"], context.locale)


def _of_source(public: dict[str, Any], context: Context, members: Iterable[str]) -> dict[str, Any]:
    """What a translation takes as it was signed; before its source was released, from that page's row."""
    if public["source_locale"] == context.locale:
        return {}
    source = context.released(public["kind"], public["id"], public["source_locale"])
    return {member: source[member] for member in members if source and member in source}


def _head(page: GuardedPage, context: Context) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "kind": page.kind,
        "id": subject_of(page),
        "locale": context.locale,
        "source_locale": page.source.locale.language_code,
    }


def _theme(page: SitePage) -> dict[str, dict[str, str]]:
    chosen = page.theme[0].value if len(page.theme) else {"light": LIGHT, "dark": DARK, "type": TYPE}
    colours = {name: {token: chosen[name][token].upper() for token in LIGHT} for name in ("light", "dark")}
    return {**colours, "type": {name: chosen["type"][name] or TYPE[name] for name in TYPE}}


def _menu(page: SitePage) -> list[dict[str, str]]:
    items = []
    for block in page.menu:
        if block.block_type == "stories":
            items.append({"title": plain(block.value["title"]), "slug": "cases"})
        elif block.value["page"]:
            slug = block.value["page"].specific.public_slug
            items.append({"title": plain(block.value["title"]), "slug": slug})
    return items
