"""Donors share the table of users with staff: an administrator neither meets them nor makes them staff."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from payments.donors.actions import open_account
from payments.donors.backends import DONOR
from review import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def donor(db):
    return open_account("linnea@donors.example", "en").user


@pytest.fixture
def admin(settings, django_user_model):
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(
        django_user_model.objects.create_superuser("ada", "ada@example.org"),
        "django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_the_list_of_users_holds_staff_alone(admin, donor):
    shown = admin.get(reverse("wagtailusers_users:index")).content.decode()
    assert "ada" in shown and donor.username not in shown


@pytest.mark.parametrize("screen", ["edit", "delete"])
def test_no_screen_changes_a_donor(admin, donor, screen):
    address = reverse(f"wagtailusers_users:{screen}", args=[donor.pk])
    assert admin.get(address).status_code == admin.post(address, {}).status_code == 404


@pytest.mark.parametrize("chosen", ["all", "one"])
def test_a_role_for_all_is_for_staff(admin, donor, member, chosen):
    editor = member("elif")
    group = Group.objects.get(name=roles.FINANCE_OFFICERS)
    ids = "id=all" if chosen == "all" else f"id={editor.pk}&id={donor.pk}"
    address = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    admin.post(f"{address}?{ids}", {"role": group.pk})
    assert list(editor.groups.all()) == [group] and not donor.groups.exists()


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("screen", ["", "second-factor/", "second-factor/set-up/", "account/", "pages/"])
def test_a_donors_session_enters_no_screen_of_the_admin(donor, settings, required, screen):
    settings.SECOND_FACTOR_REQUIRED = required
    client = Client()
    client.force_login(donor, DONOR)
    answer = client.get(f"/admin/{screen}")
    assert answer.status_code == 302 and "/admin/login/" in answer.headers["Location"]


def test_a_donor_has_no_password_that_the_staffs_door_could_take(donor):
    assert not donor.has_usable_password() and not donor.email
    answer = Client().post("/admin/login/", {"username": donor.username, "password": donor.password})
    assert answer.status_code == 200 and "_auth_user_id" not in answer.client.session
