"""Ways past every screen: the clock, an older revision, a query, a fixture, what a page refers to."""

import json
import re
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core import serializers
from django.core.files.uploadedfile import UploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import (
    Page,
    Revision,
)

from casepages.actions import upload_picture
from casepages.models import Need
from tests.attacks.approving import submitted, written_over
from tests.attacks.publishing import PUBLISH, v3
from tests.attacks.rows import EVERY, attack
from tests.attacks.world import Content, Sort, word
from tests.casepages.pictures.drawings import file, landscape


@attack("P28", *EVERY)
def scheduled_and_published_by_the_clock(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    past = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
    call_command("publish_scheduled")


@attack("P28", *EVERY)
def scheduled_in_the_form(at: Sort, secret: str) -> None:
    page = at.draft("Harmless")
    times = {"go_live_at": "2020-01-01 10:00", "expire_at": ""}
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **times, **PUBLISH))
    call_command("publish_scheduled")


@attack("P29", *EVERY)
def an_older_revision_put_back_and_published(at: Sort, secret: str) -> None:
    page = at.public()
    older = written_over(page, secret, user=at.world.editor)
    written_over(page, "Harmlessly", user=at.world.editor)
    more = {"revision": str(older.pk), **PUBLISH}
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret, **more))


@attack("P29", *EVERY)
def an_older_revision_put_back_by_v3(at: Sort, secret: str) -> None:
    page = at.public()
    older = written_over(page, secret, user=at.world.editor)
    written_over(page, "Harmlessly", user=at.world.editor)
    script = at.bearer(at.world.superuser)
    script.json("POST", v3(page, "revert"), {"revision_id": older.pk})
    script.json("POST", v3(page, "publish"))


@attack("P29", *EVERY)
def an_older_revision_published_in_code(at: Sort, secret: str) -> None:
    page = at.public()
    older = written_over(page, secret, user=at.world.editor)
    written_over(page, "Harmlessly", user=at.world.editor)
    older.publish()


@attack("P30", *EVERY)
def saved_live_as_what_it_is(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    page.live = True
    page.save()


@attack("P30", *EVERY)
def saved_live_as_a_plain_page(at: Sort, secret: str) -> None:
    page = Page.objects.get(pk=at.draft(secret).pk)
    page.live = True
    page.save()


@attack("P31", *EVERY)
def born_live(at: Sort, secret: str) -> None:
    at.parent().add_child(instance=at.unsaved(secret, live=True))


@attack("P31", *EVERY)
def born_live_by_wagtail_s_default(at: Sort, secret: str) -> None:
    at.parent().add_child(instance=at.unsaved(secret))


@attack("P32", *EVERY)
def made_live_by_a_query(at: Sort, secret: str) -> None:
    Page.objects.filter(pk=at.draft(secret).pk).update(live=True)


@attack("P32", *EVERY)
def made_live_by_sql(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [True, page.pk])


@attack("P32", *EVERY)
def a_live_page_reworded_by_a_query(at: Sort, secret: str) -> None:
    page = at.public()
    words = {name: secret for name in at.told(secret) if name in {"title", "body", "summary", "intro"}}
    type(page).objects.filter(pk=page.pk).update(**words, seo_title=secret, search_description=secret)


@attack("P32", *EVERY)
def a_live_page_reworded_in_bulk(at: Sort, secret: str) -> None:
    page = Page.objects.get(pk=at.public().pk)
    page.title, page.slug = secret, secret.lower()
    Page.objects.bulk_update([page], ["title", "slug"])


@attack("P32", *EVERY)
def a_live_page_reworded_and_saved(at: Sort, secret: str) -> None:
    page = at.public()
    page.title = secret
    page.save()


@attack("P32", *EVERY)
def another_page_s_release_stolen(at: Sort, secret: str) -> None:
    """The row that says which record a page stands behind is turned to an unsigned draft."""
    signed, draft = at.public(), at.draft(secret)
    if at.guarded:
        from review.models import ReleasedPage

        with transaction.atomic():
            Page.objects.filter(pk=signed.pk).update(live=False)
            ReleasedPage.objects.filter(page_id=signed.pk).update(page_id=draft.pk)
            Page.objects.filter(pk=draft.pk).update(live=True)
    else:
        Page.objects.filter(pk=draft.pk).update(live=True)


@attack("P33", *EVERY)
def loaded_from_a_fixture(at: Sort, secret: str) -> None:
    page = at.draft(secret)
    rows = json.loads(serializers.serialize("json", [Page.objects.get(pk=page.pk), page]))
    rows[0]["fields"]["live"] = True
    with TemporaryDirectory() as folder:
        fixture = Path(folder) / "pages.json"
        fixture.write_text(json.dumps(rows))
        call_command("loaddata", str(fixture), verbosity=0)


@attack("P34")
def the_picture_of_a_public_page_reworded(at: Sort, secret: str) -> None:
    """Whoever may change pictures changes what a public page says, and touches no page."""
    sent = UploadedFile(file(landscape(), "PNG"), "harmless.png")
    if not at.guarded:
        page, image = at.public(), Image.objects.create(title="Harmless", file=sent)
        type(page).objects.filter(pk=page.pk).update(picture=image)
        address = reverse("wagtailimages:edit", args=[image.pk])
        at.browser(at.world.superuser).post(address, {"title": secret, "collection": image.collection_id})
        return
    picture = upload_picture(sent, at.world.editor, kind="illustration", alt="A river")
    page = at.submittable("Harmless")
    page.picture = picture
    page.save_revision(user=at.world.editor)
    record = at.world.release(page)
    before = pictures_of(at, record)
    told = {"kind": "illustration", "alt": secret, "credit": secret}
    at.browser(at.world.editor).post(reverse("case_pictures:edit", args=[picture.pk]), told)
    type(picture).objects.filter(pk=picture.pk).update(alt=secret, credit=secret, content=secret.encode())
    assert before
    assert pictures_of(at, record) == before


def pictures_of(at: Sort, record: Any) -> list[bytes]:
    """The bytes that a stranger is given for each picture of a case."""
    said = at.world.stranger.get(f"/api/v1/cases/{record.subject}/?locale=en").content.decode()
    names = re.findall(r'"sha256":"(\w+)"', said)
    return [at.world.stranger.get(f"/api/v1/media/{name}").content for name in names]


@attack("P34", *EVERY)
def what_a_public_page_leads_to_renamed(at: Sort, secret: str) -> None:
    """The words of others that a page shows: of the page beside or above it, of its file's needs."""
    page = at.public()
    if not at.guarded:
        friend = at.parent().add_child(instance=at.unsaved(word("friend", secret)))
        type(page).objects.filter(pk=page.pk).update(friend=friend)
    else:
        friend = page.get_parent()
        Need.objects.filter(case_file=getattr(at.case(page), "case_file_id", None)).update(note=secret)
    Page.objects.filter(pk=friend.pk).update(title=secret, draft_title=secret)


@attack("P35", *EVERY)
def a_draft_saved_into_the_row_and_made_live(at: Sort, secret: str) -> None:
    """Of what is not live Wagtail writes every draft into the page's row."""
    page = at.draft("Harmless")
    at.browser(at.world.superuser).post(at.edit_address(page), at.form(secret))
    assert Page.objects.get(pk=page.pk).title == secret
    Page.objects.filter(pk=page.pk).update(live=True)


@attack("P36", *EVERY)
def the_row_taken_for_the_newest_version(at: Sort, secret: str) -> None:
    """Where nothing is said to be unpublished, what Wagtail calls the newest version is the page's row."""
    page = at.submittable("Harmless")
    state = submitted(at, page)
    words = {name: secret for name in at.told(secret) if name in {"title", "body", "summary", "intro"}}
    type(page).objects.filter(pk=page.pk).update(**words, has_unpublished_changes=False)
    newest = at.fresh(page).get_latest_revision_as_object()
    assert newest.title == secret
    if at.guarded:
        # As far as the public goes, the newest is what the reviewer was shown.
        at.world.sign(state.candidate)
    newest.save_revision().publish()


@attack("P37", Content)
def a_parent_s_slug_in_the_address(at: Sort, secret: str) -> None:
    page = at.public()
    parent = page.get_parent()
    Page.objects.filter(pk=parent.pk).update(slug=secret.lower())
    call_command("set_url_paths", verbosity=0)
