"""Who may do what at every address, as data: `permissions.json`. A route that stands nowhere in it fails.

`WRITE_PERMISSIONS=1` writes what is; read the difference before you commit it.
"""

import json
import os
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from home.models import ContentPage  # noqa: F401  the pages of the site exist
from payments.donors.actions import open_account
from payments.donors.backends import DONOR
from publication import canonical
from publication.models import OpenDataTable, PublicRecord
from publication.open_data import edition
from review import roles
from review.actions import submit
from tests.contracts.routes import filled, meaning, routes
from tests.kept import harmless, kept
from tests.review.conftest import *  # noqa: F403  the people and Sari's story

pytestmark = pytest.mark.django_db
MATRIX = Path(__file__).parent / "permissions.json"
METHODS = ("GET", "POST")
OUTSIDE = ("stranger", "deactivated")
PEOPLE = (
    "stranger",
    "donor",
    "case officer",
    "editor",
    "reviewer",
    "finance officer",
    "operator",
    "superuser",
    "staff without group",
    "deactivated",
)


@pytest.fixture
@kept
def sari(draft, editor, reviewer, signs):
    """Sari's story, public, and a newer version of it that waits at the desk."""
    signs(reviewer, submit(draft, editor).candidate)
    draft.refresh_from_db()
    draft.summary = "She teaches sewing now."
    draft.save_revision(user=editor)
    return submit(draft, editor).candidate


@pytest.fixture
@kept
def objects(sari, draft, case_file, second_reviewer):
    content = edition.encode(2025, {(): 10})
    table = OpenDataTable.objects.create(year=2025, content=content, digest=canonical.digest(content))
    record = PublicRecord.objects.get(kind="case")
    revision = draft.latest_revision
    return {
        **dict.fromkeys(("page_id", "page_to_copy_id", "parent_page_id", "page_pk"), draft.pk),
        **dict.fromkeys(("revision_id", "revision_id_a", "revision_id_b"), revision.pk),
        "pk": 1,
        "public_id": record.subject,
        "locale": "en",
        "admin/privacy-desk/:pk": sari.pk,
        "admin/privacy-desk/released/:pk": record.pk,
        "admin/privacy-desk/open-data/:pk": table.pk,
        "admin/case-files/:pk": case_file.pk,
        "admin/users/:pk": second_reviewer.pk,
        "admin/groups/:pk": Group.objects.get(name=roles.FINANCE_OFFICERS).pk,
    }


@pytest.fixture
@harmless
def client_of(stranger, officer, editor, reviewer, finance_officer, operator, superuser, person, request):
    def signed_in(who):
        client = Client(raise_request_exception=False)
        if who == "donor":
            client.force_login(open_account("linnea@donors.example", "en").user, DONOR)
        elif who == "deactivated":
            gone = person("gone", roles.PRIVACY_REVIEWERS)
            client.force_login(gone)
            gone.is_active = False
            gone.save()
        elif who != "stranger":
            client.force_login(person("sam", is_staff=True) if who == "staff without group" else members[who])
        return client

    members = {
        "case officer": officer,
        "editor": editor,
        "reviewer": reviewer,
        "finance officer": finance_officer,
        "operator": operator,
        "superuser": superuser,
    }
    return signed_in


def keys(route):
    return [f"{method} {route.pattern}" for method in METHODS]


def asked(route, who):
    """Ours of everybody; Wagtail's own, which knows our people by their rights alone, of who has none."""
    return route.ours or who in OUTSIDE


def answers(who, client, objects):
    """What this person is told at every route: `{"GET pattern": meaning}`. Nothing of it stays done."""
    told = {}
    kept = dict(client.cookies)
    for route in (route for route in routes() if asked(route, who)):
        for method in METHODS:
            with transaction.atomic():
                answer = client.generic(method, filled(route.pattern, objects))
                told[f"{method} {route.pattern}"] = meaning(answer)
                transaction.set_rollback(True)
            client.cookies.clear()
            client.cookies.update(kept)
    return told


def read():
    """`{route: {person: meaning}}`. One word means everybody asked; a name ending in * begins many."""
    matrix = {}
    for name, told in json.loads(MATRIX.read_text()).items():
        by_meaning = {told: PEOPLE} if isinstance(told, str) else told
        matrix[name] = {who: says for says, people in by_meaning.items() for who in people}
    return matrix


def expected(matrix, key):
    """Of the longest entry that is this route or, ending in *, the beginning of it."""
    if key in matrix:
        return matrix[key]
    groups = [name for name in matrix if name.endswith("*") and key.startswith(name[:-1])]
    return matrix[max(groups, key=len)] if groups else None


def test_every_route_stands_in_the_matrix():
    matrix = read()
    ours = [route for route in routes() if route.ours]
    missing = [key for route in ours for key in keys(route) if key not in matrix]
    assert missing == [], "ours stand one by one"
    assert [key for route in routes() for key in keys(route) if expected(matrix, key) is None] == []


def test_nothing_in_the_matrix_is_no_route():
    known = [key for route in routes() for key in keys(route)]
    matrix = read()
    assert [name for name in matrix if not any(key.startswith(name.rstrip("*")) for key in known)] == []


@pytest.mark.parametrize("who", PEOPLE)
def test_every_route_answers_as_the_matrix_says(who, client_of, objects):
    told = answers(who, client_of(who), objects)
    if folder := os.environ.get("WRITE_PERMISSIONS"):
        (Path(folder) / f"{who}.json").write_text(json.dumps(told))
    matrix = read()
    differs = {
        key: (says, (expected(matrix, key) or {}).get(who))
        for key, says in told.items()
        if (expected(matrix, key) or {}).get(who) != says
    }
    assert differs == {}, f"what {who} is told, and what the matrix says"
