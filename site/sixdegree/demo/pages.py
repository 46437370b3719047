"""The demo's sites: written by the editor, signed by a reviewer, like everything the public reads."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import Locale, Page, Site

from casepages.models import CaseIndexPage
from home.models import ContentPage, HomePage, SitePage
from sixdegree.demo import content, indonesian, second_site
from sixdegree.demo.gate import release


@transaction.atomic
def write_site() -> None:
    editor = get_user_model().objects.get(username="editor")
    home = plant_tree(editor)
    pages: dict[str, Page] = {"home": home}
    for written in content.PAGES:
        page = pages.get(written.slug) or ContentPage(slug=written.slug, menu_order=written.menu_order or 100)
        page.title, page.intro = written.title, written.intro
        page.body = content.linked(written.body, {slug: known.pk for slug, known in pages.items()})
        pages[written.slug] = save(home, page, editor)
        release(page, editor)
    sites = [
        save(home, SitePage(**site_fields(fields, pages)), editor)
        for fields in (content.SITE, second_site.SITE)
    ]
    for site in sites:
        release(site, editor)
    translate(sites[0], pages, editor)


def translate(site: SitePage, pages: dict[str, Page], editor: Any) -> None:
    """What of the site is told in Indonesian, as the editor would: a copy, its words, its own signature."""
    locale = Locale.objects.get(language_code=indonesian.LOCALE)
    told = {"home": pages["home"].copy_for_translation(locale)}
    told |= {
        written.slug: pages[written.slug].copy_for_translation(locale)
        for written in indonesian.PAGES
        if written.slug != "home"
    }
    ids = {slug: page.pk for slug, page in told.items()}
    for written in indonesian.PAGES:
        page = told[written.slug]
        page.title, page.intro, page.body = written.title, written.intro, content.linked(written.body, ids)
        page.save_revision(user=editor)
        release(page, editor)
    words = site.copy_for_translation(locale)
    for name, value in site_fields(indonesian.SITE, told).items():
        setattr(words, name, value)
    words.save_revision(user=editor)
    release(words, editor)


def plant_tree(editor: Any) -> HomePage:
    """The site's root and the drawer of cases, in place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title=content.HOME.title, slug="sixdegree", owner=editor))
    root.add_child(instance=CaseIndexPage(title="Cases", slug="case-index"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": "localhost", "port": 80, "site_name": "Sixdegree"},
    )
    Page.objects.filter(depth=2, slug="home").delete()
    return home


def save(home: HomePage, page: Page, editor: Any) -> Page:
    if page.pk is None:
        page.owner = editor
        home.add_child(instance=page)
    page.save_revision(user=editor)
    return page


def site_fields(fields: dict[str, Any], pages: dict[str, Page]) -> dict[str, Any]:
    return {**fields, "menu": content.linked(fields["menu"], {slug: page.pk for slug, page in pages.items()})}
