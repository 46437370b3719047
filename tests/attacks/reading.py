"""Ways to read what was never made public, or is so no longer: from outside, and as staff without a right."""

from django.core import mail
from django.core.files.uploadedfile import UploadedFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from PIL.Image import Exif
from wagtail.images.models import Image
from wagtail.models import Page

from casepages.actions import upload_picture
from tests.attacks.models import OpenPage
from tests.attacks.publishing import act_on, hidden, submitted
from tests.attacks.rows import EVERY, HERS, attack
from tests.attacks.world import Client, Sort, word
from tests.casepages.pictures.drawings import file, landscape

ARTIST = 0x013B


def read(client: Client, address: str, **query: object) -> str:
    """All that comes back, without what was asked."""
    answer = client.get(address, query, follow=True)
    said = b"".join(answer) if answer.streaming else answer.content
    return said.decode(errors="replace") if answer.status_code < 400 else ""


def beside(at: Sort, secret: str, **fields: object) -> Page:
    """A page of the host's own that everybody reads."""
    title = word("beside", secret)
    page = OpenPage(title=title, slug=title.lower(), locale=at.world.english, **fields)
    return OpenPage.objects.get(pk=at.world.open_root.pk).add_child(instance=page)


def illustrated(at: Sort, secret: str) -> list[FieldFile]:
    """A draft with a picture whose title and whose data name her. Returns the files kept of it."""
    exif = Exif()
    exif[ARTIST] = secret
    sent = UploadedFile(file(landscape(), "JPEG", exif=exif), f"{secret.lower()}.jpg")
    if not at.guarded:
        image = Image.objects.create(title=secret, file=sent)
        return [image.file, image.get_rendition("width-80").file]
    picture = upload_picture(sent, at.world.editor, kind="illustration", alt=f"{secret} by a river")
    page = at.draft(secret)
    page.picture = picture
    page.save_revision(user=at.world.editor)
    return [getattr(picture, field.name) for field in picture._meta.fields if isinstance(field, FileField)]


@attack("R1")
def all_that_v3_mounts(at: Sort, secret: str) -> str:
    illustrated(at, secret)
    names = ("images", "documents", "redirects", "locales", "sites", "snippets")
    return "".join(read(at.world.stranger, f"/api/v3/{name}/") for name in names)


@attack("R2")
def a_picture_of_a_draft(at: Sort, secret: str) -> str:
    kept = illustrated(at, secret)
    listed = "".join(read(at.world.stranger, f"/api/{api}/images/") for api in ("v2", "v3"))
    return listed + "".join(read(at.world.stranger, f"/media/{one.name}") for one in kept)


@attack("R3")
def what_a_camera_wrote_into_it(at: Sort, secret: str) -> str:
    said = ""
    for kept in illustrated(at, secret)[-1:]:
        with kept.open("rb") as stored:
            said += stored.read().decode("latin-1")
    return said


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


@attack("R7", *HERS)
def the_address_in_a_link(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    beside(at, secret, body=f'<p><a linktype="page" id="{page.pk}">here</a></p>')


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


@attack("R12", *HERS)
def a_title_in_the_chooser(at: Sort, secret: str) -> str:
    page = at.draft(secret)
    said = ""
    for person in (at.world.finance, at.world.webmaster):
        browser = at.browser(person)
        said += read(browser, reverse("wagtailadmin_choose_page_child", args=[page.get_parent().pk]))
        found = read(browser, reverse("wagtailadmin_choose_page_search"), q=secret)
        said += found if f"/pages/{page.pk}/" in found else ""
        said += read(browser, reverse("wagtailadmin_choose_page_chosen_multiple"), id=page.pk)
    return said


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
    page = at.submittable(secret)
    before = len(mail.outbox)
    state = submitted(at, page)
    act_on(at, page, state, "reject", at.world.reviewer if at.guarded else at.world.publisher)
    return "".join(str(each.message()) for each in mail.outbox[before:])


@attack("R15", *HERS)
def a_title_in_reports_and_on_the_home_page(at: Sort, secret: str) -> str:
    page = at.draft(secret)
    page.save_revision(user=at.world.editor, log_action=True)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=at.world.editor, locked_at=timezone.now())
    said = ""
    for person in (at.world.webmaster, at.world.finance):
        browser = at.browser(person)
        for report in ("site_history", "aging_pages", "locked_pages", "workflow", "page_types_usage"):
            said += read(browser, reverse(f"wagtailadmin_reports:{report}"))
            said += read(browser, reverse(f"wagtailadmin_reports:{report}"), export="csv")
        said += read(browser, reverse("wagtailadmin_home"))
    return said


@attack("R16", *HERS)
def by_the_cookie_of_any_account(at: Sort, secret: str) -> str:
    page = hidden(at, secret)
    browser = at.browser(at.world.finance)
    return "".join(read(browser, f"/api/{api}/pages/{page.pk}/") for api in ("v2", "v3"))


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
