"""What stays from test to test is as it was made, whatever a test did to it, and is there for nobody else."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail

from tests.kept import kept

made = []


def people():
    return set(get_user_model().objects.values_list("username", flat=True))


@pytest.fixture
@kept
def group(db):
    return Group.objects.create(name="Weavers")


@pytest.fixture
@kept
def amina(group):
    made.append("amina")
    somebody = get_user_model().objects.create_user("amina")
    somebody.groups.add(group)
    somebody.group = group
    mail.send_mail("Welcome", "Here you are.", None, ["amina@example.org"])
    return somebody


@pytest.fixture
@kept
def mei(group):
    return get_user_model().objects.create_user("mei")


@pytest.fixture
def earlier(db):
    return get_user_model().objects.create_user("earlier")


@pytest.mark.parametrize("time", ["first", "again"])
def test_whatever_a_test_did_to_it_the_next_finds_it_as_it_was_made(amina, group, time):
    assert (amina.username, group.name) == ("amina", "Weavers")
    assert people() == {"amina"}
    assert amina.group is group
    assert [sent.subject for sent in mail.outbox] == ["Welcome"]
    amina.username = group.name = "Another"
    Group.objects.all().delete()
    amina.delete()


def test_it_was_made_once(amina):
    assert made == ["amina"]


class TestWhatStandsInAClass:
    @pytest.mark.parametrize("time", ["first", "again"])
    def test_shares_it_too(self, amina, time):
        assert (made, people()) == (["amina"], {"amina"})
        amina.delete()


def test_what_came_after_what_is_shared_is_gone(mei, group):
    assert people() == {"mei"}
    assert not group.user_set.exists()


def test_without_it_nothing_of_it_is_there(db):
    assert people() == set()
    assert not Group.objects.filter(name="Weavers").exists()


def test_after_rows_of_the_test_s_own_it_is_made_for_this_test(earlier, amina):
    assert people() == {"earlier", "amina"}
    assert earlier.pk < amina.pk


@pytest.mark.django_db(transaction=True)
def test_where_a_test_commits_it_is_made_for_this_test(amina):
    assert people() == {"amina"}
