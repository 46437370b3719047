"""Ways by which what was taken down lives on beside the pages: in redirects, an index, a cache, a dump."""

import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from publication.actions.release import release
from publication.models import Candidate
from publication.outbox import drain
from review.actions import erase
from tests.attacks.approving import submitted
from tests.attacks.rows import EVERY, REFUSALS, attack
from tests.attacks.staying import public, taken_down
from tests.attacks.stranger import addresses, told
from tests.attacks.world import Sort, Update, word
from tests.review.everywhere import tables_with

UPDATED = "django.middleware.cache.UpdateCacheMiddleware"
FETCHED = "django.middleware.cache.FetchFromCacheMiddleware"


@contextmanager
def refused(at: Sort) -> Iterator[None]:
    """An attack of several steps goes on after one that was refused."""
    try:
        yield
    except REFUSALS as refusal:
        at.refused.append(str(refusal))


def renamed(at: Sort, page: Any, slug: str) -> None:
    """Saved under another address and published, as each sort is."""
    page = at.fresh(page)
    page.slug = slug
    revision = page.save_revision(user=at.world.editor)
    if at.guarded:
        at.world.release(page)
    else:
        revision.publish()


@attack("W4", *EVERY)
def its_old_address_goes_on_leading(at: Sort, secret: str) -> None:
    page = public(at, secret)
    renamed(at, page, f"harmless-{page.pk}")
    taken_down(at, page)
    drain()


@attack("W4", *EVERY)
def its_old_address_after_its_section_moved(at: Sort, secret: str) -> None:
    """Whoever may move a section makes redirects of all that is live below it."""
    page = public(at, secret)
    above = page.get_parent().specific
    above.slug = f"elsewhere-{page.pk}"
    above.save()
    taken_down(at, page)
    drain()


@attack("W4", *EVERY)
def an_address_that_leads_to_what_was_never_public(at: Sort, secret: str) -> None:
    """The address of a draft is told by the redirect that somebody made to it too early."""
    page = at.draft(secret)
    leads = {"old_path": f"/soon-{page.pk}", "is_permanent": "on", "redirect_page": page.pk}
    at.browser(at.world.superuser).post(reverse("wagtailredirects:add"), leads)
    assert Redirect.objects.filter(redirect_page=page.pk).exists()


@attack("W4", *EVERY)
def a_draft_s_address_after_it_was_renamed(at: Sort, secret: str) -> None:
    page = at.draft(word("harmless", secret))
    page.slug = secret.lower()
    page.save()


@attack("W6", *EVERY)
def words_that_an_index_still_holds(at: Sort, secret: str) -> str:
    """A query and a failed task tell no index: a search for the words goes on finding the page."""
    page = public(at, secret)
    drain()
    if at.guarded:
        # No worker has come round since: Wagtail's tree, and what both of us indexed, stand as they were.
        at.hide(page)
    else:
        type(page).objects.filter(pk=page.pk).update(title="Struck", body="", draft_title="Struck")
    stranger = at.world.stranger
    for api in ("v2", "v3"):
        said = stranger.get(f"/api/{api}/pages/", {"search": secret}).json()
        if any(item["id"] == page.pk for item in said["items"]):
            return secret
    ours = stranger.get("/api/v1/search/", {"q": secret}).json()
    suggested = stranger.get("/api/v1/search/suggest/", {"q": secret[:6]}).json()
    hits = [*ours["results"], *suggested["results"], *filter(None, ours["facets"].values())]
    return secret if hits else ""


@attack("W7", *EVERY)
def kept_by_a_cache_in_front(at: Sort, secret: str) -> str:
    """Wagtail names no time for which an answer may be kept; its purging knows its own addresses alone."""
    cache.clear()
    with override_settings(MIDDLEWARE=[UPDATED, *settings.MIDDLEWARE, FETCHED]):
        page, reader = public(at, secret), Client(raise_request_exception=False)
        seen = [address for address in addresses((secret,)) if secret.lower() in told(reader, address)]
        assert seen, "it was public nowhere"
        taken_down(at, page)
        read = "".join(told(reader, address) for address in seen)
    cache.clear()
    return read


@attack("W9", Update)
def published_by_somebody_who_looked_before(at: Sort, secret: str) -> None:
    """Read, then taken down by another, then published as it was read."""
    page = at.submittable(secret)
    state = submitted(at, page) if at.guarded else None
    revision = page.get_latest_revision()
    revision.as_object()
    taken_down(at, page)
    if state is None:
        revision.publish()
        return
    held = Candidate.objects.get(pk=state.candidate_id)
    for again in (at.world.try_to_sign, lambda candidate: release([candidate], None)):
        with refused(at):
            again(held)


@attack("W9", Update, only="postgresql")
def published_while_it_is_taken_down(at: Sort, secret: str) -> None:
    """Taking down sees nothing yet of a publication under way, and that one nothing of the taking down."""
    page = at.submittable(secret)
    state = submitted(at, page) if at.guarded else None
    published, over = threading.Event(), threading.Event()

    def publish() -> None:
        try:
            with refused(at), transaction.atomic():
                if state is None:
                    page.get_latest_revision().publish()
                else:
                    at.world.try_to_sign(state.candidate)
                published.set()
                assert over.wait(60)
        finally:
            published.set()
            connection.close()

    under_way = threading.Thread(target=publish)
    under_way.start()
    assert published.wait(60)
    # It waits on no lock: it is done while the other has yet to commit.
    taken_down(at, page)
    over.set()
    under_way.join(60)


@attack("R22", Update)
def what_a_copy_of_the_database_holds_of_what_was_deleted(at: Sort, secret: str) -> str:
    page = public(at, secret)
    log(page, "wagtail.edit", user=at.world.editor)
    taken_down(at, page)
    drain()
    if at.guarded:
        erase(at.case(page).case_file, at.world.officer)
    else:
        page.delete()
    tables = tables_with(secret)
    return f"{secret} in {tables} and {dumped()}" if tables else json.dumps(dumped())


def dumped() -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("dumpdata", stdout=out, exclude=["contenttypes", "auth.permission", "sessions"])
    return list(json.loads(out.getvalue()))


@attack("R22", *EVERY)
def a_backup_of_before_loaded_over_what_is_there(at: Sort, secret: str) -> None:
    """What was taken down since comes back with its old rows, each of which is loaded that can be."""
    page = public(at, secret)
    before = dumped()
    taken_down(at, page)
    drain()
    for row in before:
        with refused(at), transaction.atomic():
            for kept in serializers.deserialize("json", json.dumps([row])):
                kept.save()
