"""Our routes in somebody else's API, which brings nothing of our project along."""

from types import ModuleType

import pytest
from django.urls import path
from ninja import NinjaAPI

from payments.api import router
from payments.problems import render_refusals

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


@pytest.fixture
def host(client, settings):
    """A client of a project that mounts these routes at an address of its own."""
    api = NinjaAPI(urls_namespace="a-host")
    api.add_router("gifts/", router)
    render_refusals(api)
    urls = ModuleType("urls_of_a_host")
    urls.urlpatterns = [path("there/", api.urls)]
    settings.ROOT_URLCONF = urls
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not each.startswith("sixdegree.")]
    client.raise_request_exception = False
    return client


def test_head_answers_as_get_does(host):
    got, asked = (ask("/there/gifts/donations/nobody/") for ask in (host.get, host.head))
    assert asked.status_code == got.status_code == 404
    assert (dict(asked.headers), asked.content) == (dict(got.headers), b"")


def test_another_method_is_told_which_there_are(host):
    answer = host.delete("/there/gifts/donations/")
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "POST", PROBLEM)


def test_a_nul_is_refused(host):
    answer = host.get("/there/gifts/donations/%00/")
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert answer.json()["fields"] == ["donation_id"]
