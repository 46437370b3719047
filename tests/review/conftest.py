"""Oranuch opens case files, Elif writes, Ruth and Rafael review, Fatou counts money, Omar operates.

Grace is a superuser, who may do anything Wagtail allows.
"""

from datetime import timedelta
from functools import cache

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from casepages.models import CaseFile, CaseIndexPage, CasePage, ConsentRecord, Need
from review import roles
from review.actions import sign
from review.actions.case_files import open_case
from review.checklist import confirmed
from storymap import gazetteer
from tests.kept import harmless, kept


@cache
def area(name, kind="region"):
    """Its code. Nearly every story here names some, and a search reads all the world's names."""
    return next(found.code for found in gazetteer.search(name, "en") if found.kind == kind)


def milestone(**changes):
    told = {
        "stage": "before",
        "heading": "A house by the river",
        "narrative": "She mended clothes.\n\nShe was good at it.",
        "period": "2008",
        "under_18": "no",
        "area": area("East Java"),
    }
    return ("milestone", {**told, **changes})


@pytest.fixture
@kept
def person(db):
    def in_group(name, group=None, **extra):
        user = get_user_model().objects.create_user(
            name, f"{name}@example.org", f"{name}'s own words", **extra
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    return in_group


@pytest.fixture
@kept
def officer(person):
    return person("oranuch", roles.CASE_OFFICERS)


@pytest.fixture
@kept
def editor(person):
    return person("elif", roles.EDITORS)


@pytest.fixture
@kept
def reviewer(person):
    return person("ruth", roles.PRIVACY_REVIEWERS)


@pytest.fixture
@kept
def second_reviewer(person):
    return person("rafael", roles.PRIVACY_REVIEWERS)


@pytest.fixture
@kept
def finance_officer(person):
    return person("fatou", roles.FINANCE_OFFICERS)


@pytest.fixture
@kept
def operator(person):
    return person("omar", roles.OPERATORS)


@pytest.fixture
@kept
def superuser(person):
    return person("grace", is_superuser=True, is_staff=True)


@pytest.fixture
@harmless
def stranger():
    """Somebody without account, cookie or link."""
    return Client()


@pytest.fixture
@harmless
def signed_in():
    def as_(user):
        client = Client()
        client.force_login(user)
        return client

    return as_


@pytest.fixture
@kept
def case_file(officer):
    today = timezone.localdate()
    consent = ConsentRecord(
        given_on=today,
        expires_on=today + timedelta(days=365),
        explained_by="A colleague",
        under_18="no",
        locales=["en", "id"],
        channels=["site_api", "search_engines"],
    )
    needs = [
        Need(category="psychological", amount=40_000),
        Need(category="education_and_skills", amount=110_000),
    ]
    # A name that spells nothing: tests look for words in texts that show it.
    file = CaseFile(ref="q7zk4wnx2m8vhd3tpj5rc", currency="USD", case_number="MC 17/204", needs=needs)
    return open_case(file, consent, officer)


def root_again():
    """What a flush took: the root that Wagtail's migration planted, and the rights to it."""
    root = Page.add_root(instance=Page(title="Root", slug="root"))
    roles.install()
    return root


@pytest.fixture
@kept
def index(db):
    Locale.objects.get_or_create(language_code="en")
    return (Page.get_first_root_node() or root_again()).add_child(instance=CaseIndexPage(title="Cases"))


@pytest.fixture
@kept
def draft(index, case_file, editor):
    """Elif's story of Sari, ready to be submitted: named first, and written in a later revision."""
    page = index.add_child(instance=CasePage(title="Sari", owner=editor))
    page.save_revision(user=editor)
    page.case_file = case_file
    page.age_band = "25-34"
    page.summary = "She came home and sews for a living."
    page.exploitation = ["domestic_work_and_hospitality"]
    page.origin = area("West Kalimantan")
    page.period_from, page.period_to = 2008, 2014
    page.milestones = [
        milestone(),
        milestone(stage="offer", heading="A promise", area=area("West Kalimantan"), period="2009"),
    ]
    page.save_revision(user=editor)
    return page


@pytest.fixture
@kept
def signs():
    def sign_as(user, candidate, **changes):
        seen = {"digest": candidate.digest, "review_digest": candidate.review_digest}
        seen = {**seen, "reauthenticated_at": timezone.now(), **changes}
        return sign(candidate.pk, user, confirmed(candidate), **seen)

    return sign_as


@pytest.fixture
@harmless
def edit_form():
    """What the page editor sends for a page as it stands."""
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    def typed(page):
        blocks = [
            ("milestone", {name: value or "" for name, value in block.value.items()})
            for block in page.milestones
        ]
        data = nested_form_data(
            {
                "title": page.title,
                "case_file": page.case_file_id or "",
                "age_band": page.age_band,
                "summary": page.summary,
                "origin": page.origin,
                "period_from": page.period_from or "",
                "period_to": page.period_to or "",
                "content_note": page.content_note,
                "first_published_on": "",
                "milestones": streamfield(blocks),
                "comments-TOTAL_FORMS": "0",
                "comments-INITIAL_FORMS": "0",
            }
        )
        for order, block in enumerate(page.milestones):
            data[f"milestones-{order}-id"] = block.id
        return {**data, "exploitation": list(page.exploitation)}

    return typed
