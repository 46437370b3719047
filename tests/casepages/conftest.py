"""Malee is a case officer, Tomasz an editor, Grace a superuser who may do anything Wagtail allows."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page

from casepages.actions import open_case_file
from casepages.models import CaseFile, CaseIndexPage, CasePage, ConsentRecord, Need
from tests.kept import kept


@pytest.fixture
@kept
def malee(db):
    return User.objects.create_user("malee", "malee@example.org", "malee's own words")


@pytest.fixture
@kept
def grace(db):
    return User.objects.create_superuser("grace", "grace@example.org", "grace's own words")


@pytest.fixture
@kept
def case_file(malee):
    needs = [
        Need(category="psychological", amount=60000, note="twelve sessions with Dr. Noor"),
        Need(category="education_and_skills", amount=65000),
        Need(category="clothes_and_necessities", amount=25000),
    ]
    return open_case_file(CaseFile(currency="USD", case_number="TH-2015/0042", needs=needs), by=malee)


@pytest.fixture
@kept
def index(db):
    return Page.get_first_root_node().add_child(instance=CaseIndexPage(title="Cases"))


@pytest.fixture
@kept
def tomasz(index):
    """May write everything below the case index, and no more."""
    editors = Group.objects.create(name="Writers")
    editors.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=editors, page=index, permission=permission)
    tomasz = User.objects.create_user("tomasz", "tomasz@example.org", "tomasz's own words")
    tomasz.groups.add(editors)
    return tomasz


@pytest.fixture
@kept
def indonesian(db):
    return Locale.objects.get_or_create(language_code="id")[0]


@pytest.fixture
@kept
def journey():
    def told(*milestones):
        return [("milestone", milestone) for milestone in milestones]

    return told(
        {"stage": "before", "heading": "A workshop at home", "narrative": "She sewed.\n\nShe liked it."},
        {"stage": "offer", "heading": "A promise", "narrative": "A place in a kitchen.", "period": "2008"},
    )


@pytest.fixture
@kept
def case_page(index, case_file, journey, tomasz):
    page = CasePage(title="Sari", case_file=case_file, milestones=journey, owner=tomasz)
    index.add_child(instance=page)
    page.save_revision(user=tomasz)
    return page


@pytest.fixture
def consent(case_file):
    """Not recorded yet."""
    today = timezone.localdate()
    return ConsentRecord(
        case_file=case_file,
        given_on=today - datetime.timedelta(days=3),
        expires_on=today + datetime.timedelta(days=365),
        explained_by="Malee",
        under_18="no",
        locales=["en", "id"],
        channels=["site_api", "search_engines"],
    )
