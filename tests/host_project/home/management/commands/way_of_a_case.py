"""The way of a case in this project: people do and a stranger asks, all of it printed as JSON."""

import json
import sys
from datetime import timedelta
from io import StringIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.test import Client
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, TaskState

from casepages.models import CaseFile, CaseIndexPage, CasePage, ConsentRecord, Need
from home.giving import give
from home.models import HomePage
from review.actions.case_files import open_case
from review.actions.sign import sign
from review.actions.submit import submit
from review.actions.withdrawal import withdraw
from review.checklist import confirmed

APPS = ("storymap", "payments", "casepages", "publication", "review")
MILESTONE = {
    "stage": "before",
    "heading": "A loom by the window",
    "narrative": "She wove for her neighbours and was good at it.",
    "icon": "",
    "period": "2019",
    "area": "IDN-1228",
    "under_18": "no",
}


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        self.stdout.write(json.dumps(way()))


def way():
    people = [member("officer", "Case officers"), member("editor", "Editors")]
    case_file = open_file(people[0])
    page = write(case_file, people[1])
    public_id, before = signed(page, *people)
    return {
        "modules": {name: sys.modules[name].__file__ for name in ("home", "search.views", *APPS)},
        "migrations": said("makemigrations", "--check", "--dry-run"),
        **before,
        **released(f"/api/v1/cases/{public_id}/"),
        **own(),
        **withdrawn(case_file, page, f"/api/v1/cases/{public_id}/"),
    }


def member(name, group):
    user = get_user_model().objects.create_user(name, f"{name}@example.org")
    user.groups.add(Group.objects.get(name=group))
    return user


def open_file(officer):
    today = timezone.localdate()
    consent = ConsentRecord(
        given_on=today,
        expires_on=today + timedelta(days=365),
        explained_by="Ratri Handoko",
        under_18="no",
        locales=["en"],
        channels=["site_api"],
    )
    needs = [Need(category="psychological", amount=40_000), Need(category="small_business", amount=25_000)]
    return open_case(CaseFile(case_number="H-1", currency="USD", needs=needs), consent, officer)


def write(case_file, editor):
    index = Page.get_first_root_node().add_child(instance=CaseIndexPage(title="Cases", owner=editor))
    page = CasePage(
        title="Sari",
        owner=editor,
        case_file=case_file,
        age_band="25-34",
        summary="A weaver who was kept in a workshop, and is setting up one of her own.",
        exploitation=["manufacturing"],
        origin="IDN-1228",
        period_from=2019,
        period_to=2021,
        milestones=[("milestone", MILESTONE)],
    )
    index.add_child(instance=page)
    page.save_revision(user=editor)
    return page


def answer(path, client=None):
    """What a stranger gets, unless somebody is signed in with `client`."""
    response = (client or Client()).get(path, headers={"host": "localhost"})
    body = b"".join(response) if response.streaming else response.content
    return {"status": response.status_code, "type": response.headers["Content-Type"], "body": body.decode()}


def said(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def signed(page, officer, editor):
    """What staff and stranger see before, and the digest under which the reviewer signs."""
    before = {
        "draft": answer("/api/v1/cases/"),
        "preview": page.make_preview_request().content.decode(),
        "case files": answer("/admin/case-files/", signed_in(officer)),
        "page editor": answer(f"/admin/pages/{page.pk}/edit/", signed_in(editor)),
        "picker": bool(finders.find("storymap/js/area-map.js")),
    }
    state = submit(page, editor)
    assert state.status == TaskState.STATUS_IN_PROGRESS, state.comment
    seen = state.candidate
    shown = {"digest": seen.digest, "review_digest": seen.review_digest}
    shown["reauthenticated_at"] = timezone.now()
    sign(seen.pk, member("reviewer", "Privacy reviewers"), confirmed(seen), **shown)
    return seen.subject, {**before, "digest": seen.digest}


def released(case):
    funding = json.loads(answer(case)["body"])["funding"]
    return {
        "released": answer(case),
        "map": answer(f"{case}storymap/"),
        "list": answer("/api/v1/cases/"),
        "unknown": answer("/api/v1/cases/nobody/"),
        "gift": give(funding["campaign"], 2_500),
    }


def own():
    """Pages of the host's own: one published, one passed by its moderators, as Wagtail has it."""
    report = own_page("Harvest report")
    report.save_revision().publish()
    recipe = own_page("Harvest recipe")
    recipe.save_revision()
    state = recipe.get_workflow().start(recipe, member("writer", "Editors"))
    state.current_task_state.approve(user=member("moderator", "Moderators"))
    return {
        "own pages": [answer("/harvest-report/"), answer("/harvest-recipe/")],
        "own search": answer("/search/?query=harvest"),
    }


def own_page(title):
    page = HomePage(title=title, slug=slugify(title), live=False)
    HomePage.objects.get(slug="home").add_child(instance=page)
    return page


def withdrawn(case_file, page, case):
    live = {"released": Page.objects.get(pk=page.pk).live}
    withdraw(case_file, case_file.created_by, "")
    gone = {"withdrawn": answer(case), "list afterwards": answer("/api/v1/cases/")}
    said("run_worker", "--once")
    live["withdrawn"] = Page.objects.get(pk=page.pk).live
    return {**gone, "live": live}
