"""After a test that committed the database holds what the apps put into an empty one, and nothing besides."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction

from publication.identifiers import opaque_id
from publication.models import PublicRecord
from review import roles
from review.guard.triggers import expected, installed
from tests.emptying import emptied
from tests.publication.stories import may_sign, released, site_story

pytestmark = pytest.mark.django_db(transaction=True)

seen = []


@pytest.mark.parametrize("time", range(3))
def test_nobody_is_left_and_every_role_and_rule_stands(time):
    """Alone, the first begins in what migrations left, the second after Django's flush, the third ours."""
    users = get_user_model().objects
    assert not users.exists()
    assert not PublicRecord.objects.exists()
    assert expected(connection) <= installed(connection)
    assert {roles.CASE_OFFICERS, roles.PRIVACY_REVIEWERS} <= set(Group.objects.values_list("name", flat=True))
    call_command("check", database=["default"], verbosity=0)
    seen.append(
        (
            set(Permission.objects.values_list("content_type__model", "codename", "group__name")),
            set(ContentType.objects.values_list("app_label", "model")),
        )
    )
    amina, ruth = users.create_user("amina"), may_sign(users.create_user("ruth"))
    amina.groups.add(Group.objects.first())
    # No DELETE of ours takes that.
    released(site_story(opaque_id()), amina, ruth)
    Group.objects.create(name="Weavers")
    Permission.objects.first().delete()


def test_after_each_way_of_emptying_the_same_stands():
    # Migrations leave more, which no flush brings back: Wagtail's own groups.
    assert all(each == seen[-1] for each in seen[1:])


@pytest.mark.postgresql
def test_whoever_still_writes_is_waited_for():
    """As a form does that saves itself when its reader has gone already."""
    begun = Event()
    with ThreadPoolExecutor(1) as office:
        writing = office.submit(writes_until_somebody_waits, begun)
        assert begun.wait(30)
        emptied(partial(call_command, "flush", verbosity=0, interactive=False))
        writing.result()
    assert not get_user_model().objects.exists()


WAITS_FOR_ME = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def writes_until_somebody_waits(begun):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            get_user_model().objects.create_user("late")
            begun.set()
            for _ in range(3_000):
                cursor.execute(WAITS_FOR_ME)
                if cursor.fetchone():
                    return
                Event().wait(0.01)
            raise AssertionError("Nobody waited")
    finally:
        connection.close()
