"""Ways to read what was never made public, or is so no longer: from outside, and as staff without a right."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from zipfile import ZipFile

from django.core import mail
from django.test import override_settings
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page, PageSubscription
from wagtail.rich_text import features
from wagtail.users.models import UserProfile

from tests.attacks.approving import act_on, submitted
from tests.attacks.copying import hidden
from tests.attacks.existence import PAGE
from tests.attacks.models import OpenPage
from tests.attacks.rows import EVERY, HERS, attack
from tests.attacks.world import Client, Sort, word
from tests.contracts.routes import PARAMETER, filled, routes
from tests.contracts.test_third_parties import loads


def read(client: Client, address: str, **query: object) -> str:
    return text_of(client.get(address, query, follow=True))


def text_of(answer: Any) -> str:
    """All that comes back, and what stands in the files of a spreadsheet."""
    said = b"".join(answer) if answer.streaming else answer.content
    if said.startswith(b"PK"):
        with ZipFile(BytesIO(said)) as sheet:
            said = b"".join(map(sheet.read, sheet.namelist()))
    return said.decode(errors="replace") if answer.status_code < 400 else ""


def by_pattern(
    client: Client, page: Page, kind: Callable[[str], bool], **query: object
) -> Iterator[tuple[str, str]]:
    """What every address of a kind answers, where an id is the page's."""
    addresses = [filled(route.pattern, ids_of(page)) for route in routes() if kind(route.pattern)]
    assert len(addresses) > 10, "the addresses of this kind are not found"
    return answers(client, addresses, **query)


def answers(client: Client, addresses: Iterable[str], **query: object) -> Iterator[tuple[str, str]]:
    """Each address with what it says, read as it is asked for.

    Where many lead to one, it is read once, after them: it then holds the messages of all.
    """
    led_to = []
    for address in addresses:
        answer = client.get(address, query)
        if answer.status_code in {301, 302, 303, 307, 308}:
            led_to.append(urljoin(address, answer["Location"]))
        else:
            yield address, text_of(answer)
    yield from ((to, read(client, to)) for to in dict.fromkeys(led_to))


def texts(answered: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (text for _address, text in answered)


def ids_of(page: Page) -> dict[str, object]:
    return {**dict.fromkeys((*PAGE, "pk"), page.pk), "path": page.url_path.strip("/")}


def outside(pattern: str) -> bool:
    return not pattern.startswith("admin/")


def choosing(pattern: str) -> bool:
    return pattern.startswith("admin/") and "choose" in pattern


def listing(pattern: str) -> bool:
    # One ends the session, and one is Wagtail's page of an error.
    if PARAMETER.search(pattern) or pattern.strip("/").endswith(("logout", "failwhale")):
        return False
    return pattern.startswith("admin/")


def exporting(pattern: str) -> bool:
    view = getattr(resolve(filled(pattern, {})).func, "view_class", object) if listing(pattern) else object
    return issubclass(view, SpreadsheetExportMixin)


def beside(at: Sort, secret: str, **fields: object) -> Page:
    """A page of the host's own that everybody reads."""
    title = word("beside", secret)
    page = OpenPage(title=title, slug=title.lower(), locale=at.world.english, **fields)
    return OpenPage.objects.get(pk=at.world.open_root.pk).add_child(instance=page)


@attack("R4", *EVERY)
def the_title_of_a_parent_that_is_a_draft(at: Sort, secret: str) -> None:
    parent = at.public().get_parent()
    Page.objects.filter(pk=parent.pk).update(title=secret, live=False)


@attack("R5", *EVERY)
def the_source_of_an_alias(at: Sort, secret: str) -> None:
    page = hidden(at, "Harmless" + secret[:3])
    parent = OpenPage.objects.get(pk=at.world.open_root.pk)
    page.create_alias(parent=parent, update_slug=f"{secret.lower()[:4]}-alias")
    Page.objects.filter(pk=page.pk).update(title=secret)


@attack("R6", *HERS)
def a_relation_of_a_public_page(at: Sort, secret: str) -> None:
    beside(at, secret, friend=Page.objects.get(pk=at.draft(secret).pk))


def links_expanded(at: Sort, pages: list[Page]) -> Iterator[str]:
    """Every handler of rich text, and every address at which a stranger may have one expanded."""
    kinds = features.get_link_types()
    assert "page" in kinds
    links = [
        f'<a linktype="{kind}" id="{page.pk}" url="about:blank">here</a>' for page in pages for kind in kinds
    ]
    shown = beside(at, f"links to {len(pages)}", body=f"<p>{''.join(links)}</p>")
    for query in ({}, {"rich_text_format": "html"}, {"rich_text_format": "html", "fields": "*"}):
        for said in texts(by_pattern(at.world.stranger, shown, outside, **query)):
            yield said.replace(shown.slug, "").replace(shown.title, "")


@attack("R7", *HERS, reads=links_expanded)
def the_address_in_a_link(at: Sort, secret: str) -> Page:
    return at.draft(secret)


@attack("R8", *HERS)
def guessed_by_filtering(at: Sort, secret: str) -> str:
    """A masked field is filtered by what it holds: the number of hits says whether the guess is right."""
    page, hits = at.public(), []
    name = "summary" if at.guarded else "place"
    if hasattr(page, name):
        type(page).objects.filter(pk=page.pk).update(**{name: secret})
    for guess in (secret, "nowhere"):
        query = {"type": page._meta.label, name: guess}
        hits.append([read(at.world.stranger, f"/api/{api}/pages/", **query) for api in ("v2", "v3")])
    return secret if hits[0] != [said.replace("nowhere", secret) for said in hits[1]] else ""


@attack("R9", *HERS)
def guessed_by_searching(at: Sort, secret: str) -> str:
    page = at.public()
    words = {name: secret for name in ("body", "summary") if hasattr(page, name)}
    changed = type(page).objects.get(pk=page.pk)
    for name in words:
        setattr(changed, name, secret)
    changed.save()
    for api in ("v2", "v3"):
        said = read(at.world.stranger, f"/api/{api}/pages/", search=secret)
        if f'"id": {page.pk}' in said or f'"id":{page.pk}' in said.replace(" ", ""):
            return secret
    return ""


@attack("R10", *HERS)
def a_draft_by_a_stolen_token(at: Sort, secret: str) -> str:
    page = at.draft(secret)
    said = ""
    for person in (at.world.webmaster, at.world.finance):
        script = at.bearer(person)
        for rest in ("?version=draft", "revisions/", f"revisions/{page.latest_revision_id}/"):
            said += read(script, f"/api/v3/pages/{page.pk}/{rest}")
    return said


def choosers(at: Sort, pages: list[Page]) -> Iterator[str]:
    """Every chooser of the admin, of a page or of what else there is, browsed and searched."""
    for person in (at.world.finance, at.world.webmaster):
        browser = at.browser(person)
        yield from texts(answers(browser, around(*pages)))
        for page in pages:
            yield from texts(answers(browser, around(page), id=page.pk))
            for found in texts(by_pattern(browser, page, choosing, q=page.title)):
                # What was searched for comes back too: a hit has the page's address.
                yield found if f"/pages/{page.pk}/" in found else ""


def around(*pages: Page) -> dict[str, None]:
    """The choosers' addresses for these pages and their parents, each once: most take no id."""
    ids = [ids_of(one) for page in pages for one in (page, page.get_parent())]
    return dict.fromkeys(
        filled(route.pattern, each) for route in routes() if choosing(route.pattern) for each in ids
    )


@attack("R12", *HERS, reads=choosers)
def a_title_in_a_chooser(at: Sort, secret: str) -> Page:
    return at.draft(secret)


@attack("R13", *HERS)
def its_preview_and_history(at: Sort, secret: str) -> str:
    page = at.draft(secret)
    said = ""
    for person in (at.world.webmaster, at.world.finance):
        browser = at.browser(person)
        for name in ("view_draft", "history", "usage", "edit", "preview_on_edit", "workflow_history"):
            said += read(browser, reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        one = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
        said += read(browser, one)
    return said


@attack("R14", *EVERY)
def a_title_in_a_mail(at: Sort, secret: str) -> str:
    """Everything that Wagtail and we mail of a page's way, to all who may be told, superusers included."""
    page = at.submittable(secret)
    before = len(mail.outbox)
    reviewer = at.world.reviewer if at.guarded else at.world.publisher
    people = (at.world.editor, at.world.superuser, at.world.reviewer, at.world.publisher)
    for person in people:
        UserProfile.get_for_user(person)
        PageSubscription.objects.get_or_create(page=page, user=person, comment_notifications=True)
    with override_settings(WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS=True):
        state = submitted(at, page)
        act_on(at, page, state, "reject", reviewer)
        at.fresh(page).current_workflow_state.cancel(user=at.world.superuser)
        submitted(at, at.fresh(page)).workflow_state.cancel(user=at.world.superuser)
        commented(at, page, secret)
    return "".join(str(each.message()) + each.subject + each.body for each in mail.outbox[before:])


def commented(at: Sort, page: Page, secret: str) -> None:
    """A comment on the page, by the editor's form and in the row, as the clients of the admin write it."""
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-DELETE": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
    }
    comment |= {"comments-0-contentpath": "title", "comments-0-text": secret, "comments-0-position": ""}
    comment |= {"comments-0-replies-TOTAL_FORMS": "0", "comments-0-replies-INITIAL_FORMS": "0"}
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **comment))


def lists_reports_and_exports(at: Sort, pages: list[Page]) -> Iterator[str]:
    """Every list of the admin that takes no id, on the screen and in each form in which Wagtail exports."""
    for person in (at.world.webmaster, at.world.finance):
        browser = at.browser(person)
        yield from texts(by_pattern(browser, pages[0], listing))
        for export in SpreadsheetExportMixin.FORMATS:
            yield from texts(by_pattern(browser, pages[0], exporting, export=export))


@attack("R15", *HERS, reads=lists_reports_and_exports)
def a_title_in_lists_reports_and_exports(at: Sort, secret: str) -> Page:
    page = at.draft(secret)
    page.save_revision(user=at.world.editor, log_action=True)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=at.world.editor, locked_at=timezone.now())
    return page


def outside_the_admin(at: Sort, pages: list[Page]) -> Iterator[str]:
    """Every address outside the admin, asked as somebody who is signed in."""
    ids = [ids_of(page) for page in pages]
    patterns = [route.pattern for route in routes() if outside(route.pattern)]
    assert len(patterns) > 20, "the addresses are not found"
    addresses = dict.fromkeys(filled(pattern, each) for pattern in patterns for each in ids)
    return texts(answers(at.browser(at.world.finance), addresses))


@attack("R16", *HERS, reads=outside_the_admin)
def by_the_cookie_of_any_account(at: Sort, secret: str) -> Page:
    return hidden(at, secret)


@attack("R20", *EVERY)
def the_day_it_was_edited(at: Sort, secret: str) -> str:
    page, when = at.public(), timezone.now().replace(year=1999, month=5, day=17)
    times = dict.fromkeys(("last_published_at", "latest_revision_created_at", "first_published_at"), when)
    Page.objects.filter(pk=page.pk).update(**times)
    addresses = (
        "/stock-sitemap.xml",
        f"/api/v2/pages/{page.pk}/",
        f"/api/v3/pages/{page.pk}/",
        "/sitemap.xml",
    )
    own = [f"/api/{api}/pages/?fields=*&id={page.pk}" for api in ("v2", "v3")]
    said = "".join(read(at.world.stranger, address) for address in (*addresses, *own))
    Page.objects.filter(pk=page.pk).update(**dict.fromkeys(times, timezone.now()))
    return secret if "1999-05-17" in said else ""


@attack("R19", *EVERY)
def what_a_screen_loads_from_another_host(at: Sort, secret: str) -> str:
    """A field for places, of a package that many use, tells three hosts where an editor looks."""
    page = at.draft(secret)
    said = ""
    for address in (at.edit_address(page), at.add_address()):
        answer = at.browser(at.world.superuser).get(address)
        assert answer.status_code == 200
        said += answer.content.decode()
    told = loads(said)
    return f"{secret}: {told}" if told else ""
