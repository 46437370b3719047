"""The way of a case in this project, from the officer's file to its withdrawal, printed as JSON.

usage: python way_of_a_case.py      after `manage.py migrate`
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "host.settings")
django.setup()

from casepages.models import CaseFile, CaseIndexPage, CasePage, ConsentRecord, Need
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from review.actions.case_files import open_case
from review.actions.sign import sign
from review.actions.submit import submit
from review.actions.withdrawal import withdraw
from review.checklist import confirmed
from wagtail.models import Page, TaskState

from home.models import HomePage

MILESTONE = {
    "stage": "before",
    "heading": "A loom by the window",
    "narrative": "She wove for her neighbours and was good at it.",
    "icon": "",
    "period": "2019",
    "area": "IDN-1228",
    "under_18": "no",
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


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def publish_own_page():
    """A page of the host's own, the way Wagtail has it."""
    page = HomePage(title="Harvest report", slug="harvest")
    HomePage.objects.get(slug="home").add_child(instance=page)
    page.save_revision().publish()


def walk():
    officer, editor = member("officer", "Case officers"), member("editor", "Editors")
    reviewer = member("reviewer", "Privacy reviewers")
    told = {"modules": {name: sys.modules[name].__file__ for name in ("home", "publication")}}

    case_file = open_file(officer)
    page = write(case_file, editor)
    told["draft"] = answer("/api/v1/cases/")
    told["preview"] = page.make_preview_request(original_request=None).content.decode()
    told["desk"] = answer("/admin/case-files/", signed_in(officer))
    told["editor"] = answer(f"/admin/pages/{page.pk}/edit/", signed_in(editor))

    state = submit(page, editor)
    assert state.status == TaskState.STATUS_IN_PROGRESS, state.comment
    seen = state.candidate
    sign(seen.pk, reviewer, confirmed(), digest=seen.digest, review_digest=seen.review_digest)
    case = f"/api/v1/cases/{seen.subject}/"
    told |= {"digest": seen.digest, "released": answer(case), "list": answer("/api/v1/cases/")}
    told |= {"unknown": answer("/api/v1/cases/nobody/"), "map": answer(f"{case}storymap/")}

    publish_own_page()
    told |= {"own page": answer("/harvest/"), "own search": answer("/search/?query=harvest")}

    withdraw(case_file, officer, "")
    told |= {"withdrawn": answer(case), "list afterwards": answer("/api/v1/cases/")}
    return told


if __name__ == "__main__":
    print(json.dumps(walk()))
