"""What a host has mounted, stored and connected as, in the eyes of `check --deploy`."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import path
from django.views.static import serve

from review import mounted_checks

pytestmark = pytest.mark.django_db

CARELESS = "tests.attacks.careless"


class Public:
    urlpatterns = [path("media/<path:path>", serve, {"document_root": "/"})]


def test_the_project_as_it_is_mounts_nothing_of_it():
    assert mounted_checks.stock_apis_are_not_mounted(None) == []
    assert mounted_checks.uploads_are_private(None) == []


def test_each_stock_api_is_named_where_it_is_mounted(settings):
    settings.ROOT_URLCONF = CARELESS
    named = " ".join(found.msg for found in mounted_checks.stock_apis_are_not_mounted(None))
    for address in ("/api/v3/", "/api/v2/^pages/", "/api/v2/^images/", "/api/v2/^documents/"):
        assert address in named
    assert "/admin/" not in named
    with pytest.raises(CommandError, match="E005"):
        call_command("check", deploy=True)


def test_a_public_route_to_uploads_is_named(settings):
    settings.ROOT_URLCONF, settings.MEDIA_URL = Public, "/media/"
    assert [found.id for found in mounted_checks.uploads_are_private(None)] == ["sixdegree_review.E006"]


@pytest.mark.parametrize(("name", "value"), [("default_acl", "public-read"), ("querystring_auth", False)])
def test_a_public_bucket_is_named(monkeypatch, name, value):
    class Bucket:
        pass

    bucket = Bucket()
    setattr(bucket, name, value)
    monkeypatch.setattr(mounted_checks, "default_storage", bucket)
    assert [found.id for found in mounted_checks.uploads_are_private(None)] == ["sixdegree_review.E007"]


@pytest.mark.postgresql
def test_a_role_that_could_drop_the_rules_is_warned_of_and_another_is_not():
    [found] = mounted_checks.the_role_owns_nothing(None)
    assert "superuser" in found.msg
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE gate_served_as NOLOGIN")
        cursor.execute("SET LOCAL ROLE gate_served_as")
    assert mounted_checks.the_role_owns_nothing(None) == []


@pytest.mark.postgresql
def test_the_owner_of_the_tables_is_warned_of():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE gate_owner NOLOGIN")
        cursor.execute("ALTER TABLE sixdegree_publication_publicrecord OWNER TO gate_owner")
        cursor.execute("SET LOCAL ROLE gate_owner")
    [found] = mounted_checks.the_role_owns_nothing(None)
    assert "owns the tables" in found.msg
