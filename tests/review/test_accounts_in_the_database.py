"""Mallory writes to the tables of accounts past Django's models: the database notes it, all are told."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from publication import worker
from publication.models import LogEntry, SignOff
from review import roles
from review.accounts import account, cooling_until, unseen
from review.actions import submit
from review.exceptions import CannotSign
from review.models import AccountChange
from tests.publication.lifting import lifted
from tests.review.test_accounts import CHANGES, DAY, told  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def changed(person, **fields):
    type(person).objects.filter(pk=person.pk).update(**fields)


def right():
    return Permission.objects.get(codename="sign_candidate")


def joins(person, group=roles.PRIVACY_REVIEWERS):
    through = type(person).groups.through
    through.objects.bulk_create([through(user=person, group=Group.objects.get(name=group))])


def is_allowed(person):
    through = type(person).user_permissions.through
    through.objects.bulk_create([through(user=person, permission=right())])


def group_is_allowed(person):
    through = Group.permissions.through
    through.objects.bulk_create([through(group=person.groups.get(), permission=right())])


def is_given(person):
    right().user_set.add(person)


def moves(person):
    reviewers = Group.objects.get(name=roles.PRIVACY_REVIEWERS)
    person.groups.through.objects.filter(user=person).update(group=reviewers)


# Way → the change it is, whose account Mallory turns to, what she does to it.
PAST_THE_MODELS = {
    "password": (account.PASSWORD, "reviewer", lambda ruth: changed(ruth, password="another hash")),
    "e-mail": (account.EMAIL, "reviewer", lambda ruth: changed(ruth, email="mallory@example.org")),
    "name": (account.NAME, "reviewer", lambda ruth: changed(ruth, username="mallory")),
    "deactivated": (account.DEACTIVATED, "reviewer", lambda ruth: changed(ruth, is_active=False)),
    "a group": (account.MEMBERSHIP, "finance_officer", joins),
    "a group by its moved row": (account.MEMBERSHIP, "finance_officer", moves),
    "a right": (account.RIGHTS, "finance_officer", is_allowed),
    "a right of the group": (account.RIGHTS, "finance_officer", group_is_allowed),
    "from the right's end": (account.RIGHTS, "finance_officer", is_given),
}


@pytest.fixture
def attacked(request):
    """Mallory goes the named way; whose account she changed."""

    def goes(way):
        _verb, whose, attack = PAST_THE_MODELS[way]
        person = request.getfixturevalue(whose)
        attack(person)
        person.refresh_from_db()
        return person

    return goes


def passed():
    """Past the moment that the models have to tell of a change themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE sixdegree_review_accountchange DISABLE TRIGGER USER")
        AccountChange.objects.update(at=Now() - timedelta(minutes=1))
        cursor.execute("ALTER TABLE sixdegree_review_accountchange ENABLE TRIGGER USER")


@pytest.mark.parametrize("way", PAST_THE_MODELS)
def test_what_goes_past_the_models_is_logged_and_told_by_the_worker(
    way,
    attacked,
    reviewer,
    finance_officer,
    second_reviewer,
    told,  # noqa: F811
):
    person, verb = attacked(way), PAST_THE_MODELS[way][0]
    assert [(change.account, change.verb) for change in unseen.unseen()] == [(str(person.pk), verb)]
    assert worker.JOBS["accounts"]() == 0, "the models have a moment to tell of it"
    passed()
    with told:
        assert worker.JOBS["accounts"]() == 1
    assert told.log == [(verb, f"account-{person.pk}", "", {})]
    assert second_reviewer.email in told.to
    assert f"Account {person.pk}" in told.said
    assert not any(name in told.said for name in ("ruth", "fatou", "password"))
    assert worker.JOBS["accounts"]() == 0


@pytest.mark.parametrize("way", [way for way in PAST_THE_MODELS if way != "deactivated"])
def test_who_gains_by_it_signs_neither_in_the_same_minute_nor_on_the_same_day(
    way, attacked, draft, editor, reviewer, finance_officer, signs, settings
):
    settings.SIXDEGREE_REVIEW_COOLING_SECONDS = DAY
    candidate = submit(draft, editor).candidate
    with lifted("publication_log_frozen", "logentry"):
        LogEntry.objects.update(at=Now() - timedelta(days=2))
    assert cooling_until(reviewer) is None
    person = attacked(way)
    with pytest.raises(CannotSign, match="a short while ago"):
        signs(person, candidate)
    passed()
    worker.JOBS["accounts"]()
    assert not unseen.unseen().exists()
    with pytest.raises(CannotSign, match="a short while ago"):
        signs(person, candidate)


def test_nor_does_a_row_written_past_the_desk_sign_while_the_change_is_unseen(draft, editor, reviewer):
    candidate = submit(draft, editor).candidate
    changed(reviewer, password="another hash")

    def forged():
        with transaction.atomic():
            return SignOff.objects.create(
                candidate=candidate,
                digest=candidate.digest,
                review_digest=candidate.review_digest,
                reviewer=reviewer,
                checklist={"worse_off": "no"},
                reauthenticated_at=Now(),
            )

    with pytest.raises(IntegrityError, match="unknown hand"):
        forged()
    passed()
    worker.JOBS["accounts"]()
    assert forged().pk, "from here on the desk's own pause holds, and everyone was told"


@pytest.mark.parametrize("verb", [verb for verb in CHANGES if verb not in (account.DELETED, account.TOKEN)])
def test_a_change_through_the_models_is_seen_at_once_and_told_once(verb, reviewer):
    CHANGES[verb](reviewer)
    assert not unseen.unseen().exists()


def test_people_made_reviewers_in_the_usual_ways_leave_nothing_unseen(person, reviewer, officer):
    newcomer = person("nadia")
    Group.objects.get(name=roles.PRIVACY_REVIEWERS).user_set.add(newcomer)
    newcomer.user_permissions.set(Permission.objects.filter(codename__contains="casefile"))
    Group.objects.get(name=roles.EDITORS).permissions.add(right())
    newcomer.groups.set([Group.objects.get(name=roles.CASE_OFFICERS)])
    assert not unseen.unseen().exists()


def test_a_later_change_of_her_own_does_not_hide_an_earlier_one(reviewer):
    changed(reviewer, password="mallory's hash")
    reviewer.refresh_from_db()
    reviewer.password = "her own new hash"
    reviewer.save()
    assert [change.verb for change in unseen.unseen(reviewer)] == [account.PASSWORD]


def test_other_peoples_accounts_are_not_written_down(editor, reviewer):
    changed(editor, password="another hash", is_active=False)
    changed(reviewer, first_name="Ruth", last_login=Now())
    assert not unseen.unseen().exists()


@pytest.mark.parametrize(
    "attack",
    [
        lambda changes: changes.update(seen_at=Now()),
        lambda changes: changes.update(account="0"),
        lambda changes: changes.update(verb=account.NAME),
        lambda changes: changes.delete(),
    ],
    ids=["ticked off", "another's", "another", "deleted"],
)
def test_what_was_written_down_is_neither_ticked_off_unlogged_nor_lost(attack, reviewer):
    changed(reviewer, password="another hash")
    with pytest.raises(IntegrityError), transaction.atomic():
        attack(AccountChange.objects.all())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE sixdegree_review_accountchange")
    assert unseen.unseen(reviewer).exists()
