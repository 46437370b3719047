"""No account that can sign, or open case files, is changed in silence; a signer made today waits."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.models.functions import Now
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import APIToken
from wagtail.users.models import UserProfile

from publication.actions.signoffs import signers_missing
from publication.models import LogEntry
from review import roles
from review.accounts import account, cooling_until
from review.actions import submit
from review.exceptions import CannotSign
from tests.kept import kept

pytestmark = pytest.mark.django_db
DAY = 86_400


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


@pytest.fixture
def user_administrator(person):
    somebody = person("ursula")
    rights = ("access_admin", "add_user", "change_user", "delete_user", "add_apitoken", "change_apitoken")
    somebody.user_permissions.add(*Permission.objects.filter(codename__in=rights))
    return somebody


@pytest.fixture
def told(reviewer, second_reviewer, officer, django_capture_on_commit_callbacks):
    """What was logged and who was written to since the people were there."""

    class Told:
        def __enter__(self):
            self.before = set(LogEntry.objects.values_list("pk", flat=True))
            mail.outbox.clear()
            self.capture = django_capture_on_commit_callbacks(execute=True)
            self.capture.__enter__()
            return self

        def __exit__(self, *error):
            self.capture.__exit__(*error)
            entries = LogEntry.objects.exclude(pk__in=self.before).order_by("pk")
            self.log = [(entry.verb, entry.subject, entry.actor, entry.detail) for entry in entries]
            self.to = {sent.to[0] for sent in mail.outbox}
            self.said = "".join(sent.subject + sent.body for sent in mail.outbox)

    return Told()


def save(person, **changes):
    for name, value in changes.items():
        setattr(person, name, value)
    person.save()


CHANGES = {
    account.PASSWORD: lambda person: save(person, password="another hash"),
    account.EMAIL: lambda person: save(person, email="elsewhere@example.org"),
    account.NAME: lambda person: save(person, username="rut"),
    account.DEACTIVATED: lambda person: save(person, is_active=False),
    account.MEMBERSHIP: lambda person: person.groups.add(Group.objects.get(name=roles.EDITORS)),
    account.RIGHTS: lambda person: person.user_permissions.add(Permission.objects.first()),
    account.TOKEN: lambda person: APIToken.create_token(user=person, name="a script"),
    account.DELETED: lambda person: person.delete(),
}


@pytest.mark.parametrize("verb", CHANGES)
@pytest.mark.parametrize("whose", ["reviewer", "officer"])
def test_each_change_is_logged_and_every_reviewer_hears_of_it(
    verb, whose, reviewer, second_reviewer, told, request
):
    person = request.getfixturevalue(whose)
    number, address = person.pk, person.email
    with told:
        CHANGES[verb](person)
    assert told.log == [(verb, f"account-{number}", "", {})]
    assert second_reviewer.email in told.to
    if verb not in {account.DELETED, account.EMAIL}:
        assert address in told.to
    assert f"Account {number}" in told.said
    assert not any(name in told.said for name in ("ruth", "oranuch", "rut:", "password", "script"))


def test_the_person_hears_at_the_new_address_too_and_others_where_mails_are_off(
    reviewer, second_reviewer, told
):
    profile = UserProfile.get_for_user(second_reviewer)
    profile.submitted_notifications = False
    profile.save()
    with told:
        save(reviewer, email="elsewhere@example.org")
    assert told.to >= {"elsewhere@example.org", second_reviewer.email}


def test_a_new_member_a_returning_one_and_a_group_that_may_now_sign_are_told_of(
    person, reviewer, second_reviewer, told
):
    newcomer = person("nadia")
    with told:
        Group.objects.get(name=roles.PRIVACY_REVIEWERS).user_set.add(newcomer)
    assert told.log == [(account.MEMBERSHIP, f"account-{newcomer.pk}", "", {})]
    save(second_reviewer, is_active=False)
    with told:
        save(second_reviewer, is_active=True)
    assert told.log[0][0] == account.REACTIVATED
    editor = person("elif", roles.EDITORS)
    with told:
        Group.objects.get(name=roles.EDITORS).permissions.add(
            Permission.objects.get(codename="sign_candidate")
        )
    assert (account.RIGHTS, f"account-{editor.pk}", "", {}) in told.log


def test_other_people_and_a_mere_sign_in_alarm_nobody(person, reviewer, told, client):
    editor = person("elif", roles.EDITORS)
    with told:
        save(editor, password="another hash", is_active=False)
        reviewer.save()
        client.force_login(reviewer)
    assert told.log == []
    assert told.to == set()


@pytest.mark.parametrize("verb", [account.MEMBERSHIP, account.RIGHTS, account.PASSWORD, account.EMAIL])
def test_after_a_change_by_somebody_else_a_reviewer_signs_nothing_for_a_day(
    verb, candidate, reviewer, signs, settings
):
    settings.SIXDEGREE_REVIEW_COOLING_SECONDS = DAY
    earlier = LogEntry.objects.filter(subject=account.subject(reviewer)).values_list("pk", flat=True)
    assert list(earlier), "being made a reviewer is such a change"
    CHANGES[verb](reviewer)
    with pytest.raises(CannotSign, match="opened or changed a short while ago"):
        signs(reviewer, candidate)
    settings.SIXDEGREE_REVIEW_COOLING_SECONDS = 0
    signs(reviewer, candidate)


def test_a_superuser_who_makes_herself_a_reviewer_waits_too(candidate, superuser, signs, settings):
    settings.SIXDEGREE_REVIEW_COOLING_SECONDS = DAY
    superuser.groups.add(Group.objects.get(name=roles.PRIVACY_REVIEWERS))
    with pytest.raises(CannotSign, match="a short while ago"):
        signs(superuser, candidate)


def test_who_changes_their_own_password_goes_on(reviewer, settings):
    settings.SIXDEGREE_REVIEW_COOLING_SECONDS = 60
    a_minute_ago = Now() - timedelta(minutes=2)
    LogEntry.objects.create(verb=account.MEMBERSHIP, subject=account.subject(reviewer), at=a_minute_ago)
    person = type(reviewer).objects.create_user("rita")
    account.changed(person, account.PASSWORD, by=person)
    assert cooling_until(person) is None
    account.changed(person, account.PASSWORD)
    assert cooling_until(person)


def test_the_signature_of_who_is_deactivated_afterwards_does_not_count(
    draft, editor, reviewer, second_reviewer, signs, settings
):
    settings.SIXDEGREE_REVIEW_SIGNERS = {"case": 2}
    candidate = submit(draft, editor).candidate
    signs(reviewer, candidate)
    save(reviewer, is_active=False)
    assert signers_missing(candidate) == 2
    signs(second_reviewer, candidate)
    candidate.refresh_from_db()
    assert candidate.release_id is None


@pytest.mark.parametrize("whose", ["reviewer", "officer"])
def test_a_user_administrator_neither_edits_nor_deletes_them(whose, user_administrator, signed_in, request):
    person = request.getfixturevalue(whose)
    client = signed_in(user_administrator)
    password, email = person.password, person.email
    new = {
        "username": person.username,
        "email": "m@example.org",
        "password1": "x!y2z3w4q",
        "password2": "x!y2z3w4q",
    }
    client.post(reverse("wagtailusers_users:edit", args=[person.pk]), {**new, "is_active": "on"})
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    for action in ("delete", "set_active_state", "assign_role"):
        address = reverse("wagtail_bulk_action", args=["auth", "user", action])
        client.post(f"{address}?id={person.pk}", {"mark_as_active": "", "role": "1"})
    person.refresh_from_db()
    assert (person.password, person.email, person.is_active) == (password, email, True)


def test_a_user_administrator_mints_no_token_for_a_reviewer(
    reviewer, editor, user_administrator, superuser, told
):
    """As on Wagtail's screen, which is there where its third API is installed."""

    def mints(by, whom):
        with LogContext(user=by):
            APIToken.create_token(user=whom, name="a script")

    mints(user_administrator, editor)
    with pytest.raises(PermissionDenied, match="changed by a superuser, and all are told"):
        mints(user_administrator, reviewer)
    with told:
        mints(superuser, reviewer)
    assert told.log == [(account.TOKEN, account.subject(reviewer), str(superuser.pk), {})]


def test_a_token_minted_by_command_is_told_of(reviewer, told):
    with told:
        call_command("api_tokens", "create", "--user", "ruth", "--name", "a script", verbosity=0)
    assert told.log[0][0] == account.TOKEN
