"""`live` follows the public record and nothing else can set it: editor, superuser, shell or SQL."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from casepages.models import CasePage
from publication import outbox
from publication.models import PublicRecord, Recall
from review.actions import recall, submit, withdraw
from review.guard.triggers import expected, installed
from review.models import ReleasedPage
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def released(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    return CasePage.objects.get(pk=draft.pk)


def settled(act):
    with transaction.atomic():
        act()
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_triggers_stand():
    assert expected(connection) <= installed(connection)


@pytest.mark.parametrize("load", [CasePage.objects.get, Page.objects.get])
def test_saving_a_live_page_without_release_is_refused(draft, load):
    page = load(pk=draft.pk)
    page.live = True
    with pytest.raises(PermissionDenied, match="privacy reviewer"):
        page.save()


def test_a_page_is_not_born_live(index):
    with pytest.raises(PermissionDenied):
        index.add_child(instance=CasePage(title="Sari", live=True))


def test_publishing_a_revision_is_refused(draft, superuser):
    with pytest.raises(PermissionDenied):
        draft.get_latest_revision().publish(user=superuser, skip_permission_checks=True)
    assert not CasePage.objects.get(pk=draft.pk).live


def test_a_query_cannot_set_it(draft):
    with pytest.raises(IntegrityError):
        settled(lambda: Page.objects.filter(pk=draft.pk).update(live=True))


def test_sql_cannot_set_it(draft):
    statement = "UPDATE wagtailcore_page SET live = %s WHERE id = %s"
    with pytest.raises(IntegrityError):
        settled(lambda: connection.cursor().execute(statement, [True, draft.pk]))


def test_a_row_that_points_at_no_record_does_not_help(draft):
    def forged():
        ReleasedPage.objects.create(page_id=draft.pk, kind="case", subject="nothing", locale="en")
        Page.objects.filter(pk=draft.pk).update(live=True)

    with pytest.raises(IntegrityError):
        settled(forged)


def test_other_page_types_of_the_host_stay_theirs(db):
    plain = Page(title="Jobs", slug="jobs", live=True)
    Page.get_first_root_node().add_child(instance=plain)
    settled(lambda: Page.objects.filter(pk=plain.pk).update(live=True))
    assert Page.objects.get(pk=plain.pk).live


def test_a_draft_of_a_live_page_still_saves(released, editor):
    released.summary = "A newer draft."
    released.save_revision(user=editor)
    released.refresh_from_db()
    assert released.live


def test_the_page_of_a_released_case_cannot_be_deleted(released, superuser, signed_in):
    answer = signed_in(superuser).post(reverse("wagtailadmin_pages:delete", args=[released.pk]), follow=True)
    assert "Recall the release or withdraw" in answer.content.decode()
    with pytest.raises(PermissionDenied, match="Recall the release"):
        released.get_parent().delete()
    with pytest.raises(ProtectedError):
        Page.objects.filter(pk=released.get_parent().pk).delete()
    assert CasePage.objects.filter(pk=released.pk).exists()


def test_nor_in_bulk_nor_by_deleting_what_it_stands_below(released, superuser, signed_in):
    client, section = signed_in(superuser), released.get_parent()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for answer in (
        client.post(reverse("wagtailadmin_pages:delete", args=[section.pk]), follow=True),
        client.post(f"{bulk}?id={released.pk}", follow=True),
        client.post(f"{bulk}?id={section.pk}", follow=True),
    ):
        assert "Recall the release or withdraw" in answer.content.decode()
    assert CasePage.objects.filter(pk=released.pk).exists()


def test_nor_through_the_admins_api(released, superuser, signed_in):
    client = signed_in(superuser)
    for page in (released, released.get_parent()):
        address = reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])
        answer = client.post(address, "{}", content_type="application/json")
        assert answer.status_code == 403
        assert "Recall the release or withdraw" in answer.content.decode()
        assert Page.objects.filter(pk=page.pk).exists()


def test_after_a_recall_the_page_is_a_draft_again_and_can_be_deleted(released, reviewer):
    record = PublicRecord.objects.get()
    recall(record.subject, "en", reviewer, "A street was named.")
    outbox.drain()
    released.refresh_from_db()
    assert not released.live
    released.delete()
    assert PublicRecord.objects.filter(pk=record.pk).exists()


def test_after_a_withdrawal_the_page_is_a_draft_again(released, officer):
    withdraw(released.case_file, officer, "")
    outbox.drain()
    released.refresh_from_db()
    assert not released.live


def test_after_a_withdrawal_no_clock_and_no_old_address_leads_to_it(released, officer):
    later = timezone.now() + timedelta(days=1)
    on_the_clock = Revision.objects.filter(pk=released.latest_revision_id)
    on_the_clock.update(approved_go_live_at=later)
    CasePage.objects.filter(pk=released.pk).update(go_live_at=later, expire_at=later)
    Redirect.objects.create(old_path="/her-old-address", redirect_page=released)
    kept = Redirect.objects.create(old_path="/another", redirect_page=released.get_parent())
    withdraw(released.case_file, officer, "")
    outbox.drain()
    assert on_the_clock.get().approved_go_live_at is None
    released.refresh_from_db()
    assert (released.go_live_at, released.expire_at) == (None, None)
    assert list(Redirect.objects.all()) == [kept]


def test_a_late_outbox_does_not_take_down_what_was_released_again(released, editor, reviewer, person, signs):
    recall(PublicRecord.objects.get().subject, "en", reviewer, "")
    signs(reviewer, submit(released, editor).candidate)
    outbox.drain()
    released.refresh_from_db()
    assert released.live


def test_unpublishing_in_wagtail_is_a_recall(released):
    released.unpublish()
    assert Recall.objects.filter(subject=PublicRecord.objects.get().subject, lifted_by=None).exists()


def test_publishing_in_bulk_publishes_nothing(draft, superuser, signed_in):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    signed_in(superuser).post(f"{address}?id={draft.pk}")
    assert not CasePage.objects.get(pk=draft.pk).live


def test_unpublishing_leads_whoever_may_recall_to_the_recall(released, reviewer, signed_in):
    answer = signed_in(reviewer).get(reverse("wagtailadmin_pages:unpublish", args=[released.pk]))
    assert answer["Location"] == reverse("review_desk:recall", args=[PublicRecord.objects.get().pk])


def test_unpublishing_is_refused_to_others_and_nothing_disagrees(released, superuser, editor, signed_in):
    address = reverse("wagtailadmin_pages:unpublish", args=[released.pk])
    for person in (superuser, editor):
        assert signed_in(person).post(address).status_code in (302, 403)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    signed_in(superuser).post(f"{bulk}?id={released.pk}")
    api = reverse("wagtailadmin_api:pages:action", args=[released.pk, "unpublish"])
    assert signed_in(superuser).post(api, "{}", content_type="application/json").status_code == 403
    released.refresh_from_db()
    assert released.live
    assert not Recall.objects.exists()


def test_the_screen_of_the_host_s_own_page_is_wagtail_s(superuser, signed_in):
    plain = Page.get_first_root_node().add_child(instance=Page(title="Jobs", slug="jobs", live=True))
    signed_in(superuser).post(reverse("wagtailadmin_pages:unpublish", args=[plain.pk]))
    assert not Page.objects.get(pk=plain.pk).live
