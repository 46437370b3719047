"""What is reachable from outside: our own routes, the staff's admin, and nothing of Wagtail's beside it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Behind a sign-in; the editors' files are asked for below.
STAFF = ("admin/", "staff/media/")
OURS = ("sixdegree.", "home.", "publication.", "search.", "payments.", "review.", "ninja.")


def mounted(resolver: URLResolver, prefix: str = ""):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry.callback
        else:
            yield from mounted(entry, route)


def public_views():
    found = [(route, view) for route, view in mounted(get_resolver()) if not route.startswith(STAFF)]
    return [(route, getattr(view, "func", view)) for route, view in found]


def test_every_public_address_is_answered_by_our_own_code():
    others = {
        route: view.__module__ for route, view in public_views() if not view.__module__.startswith(OURS)
    }
    assert others == {}, "Wagtail's page, image, document and snippet views serve what nobody signed"


def test_every_operation_of_the_api_is_our_own():
    from sixdegree.api import api

    modules = {
        operation.view_func.__module__
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    }
    assert modules
    assert all(module.startswith(OURS) for module in modules), modules


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/images/",
        "/api/v1/documents/",
        "/api/v1/snippets/",
        "/api/v2/pages/",
        "/api/v3/pages/",
        "/documents/1/report.pdf",
    ],
)
def test_a_stranger_finds_no_content_api_of_wagtail(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_sign_in_by_the_admins_own_api(client):
    answer = client.get("/admin/api/main/pages/")
    assert answer.status_code in {302, 401, 403, 404}


@pytest.fixture
def garden(settings, tmp_path) -> str:
    """The address of a picture that an editor uploaded and nobody signed."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "garden.txt").write_bytes(b"a picture before review")
    return f"{settings.MEDIA_URL}garden.txt"


@pytest.mark.django_db
def test_a_stranger_cannot_read_an_editors_file(client, garden):
    answer = client.get(garden)
    assert answer.status_code in {302, 403, 404}
    assert b"before review" not in answer.content


@pytest.mark.django_db
def test_an_editor_can_read_it(admin_client, garden):
    answer = admin_client.get(garden)
    assert answer.status_code == 200
    assert b"".join(answer) == b"a picture before review"
