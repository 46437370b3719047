"""What cannot be answered is a problem with a sentence under the API's address, and a page elsewhere."""

import pytest
from django.db import DatabaseError
from django.test import Client

from publication import readers

PROBLEM = "application/problem+json"


@pytest.fixture
def stranger(client, settings):
    settings.DEBUG = False
    client.raise_request_exception = False
    return client


@pytest.fixture
def broken(monkeypatch):
    """Something of ours fails at a route of the API and at a document."""

    def fail(*args, **kwargs):
        raise DatabaseError("the disk is full of secrets")

    monkeypatch.setattr(readers, "cases", fail)


@pytest.mark.parametrize("address", ["", "nothing/", "cases/a/b/c/", "donations/a/b/", "%00/", "media/"])
def test_an_address_the_api_does_not_have_is_a_problem(stranger, address):
    answer = stranger.get(f"/api/v1/{address}", headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["type"] == "not-found"
    assert "Compare it with the documentation" in answer.json()["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nothing", "/en/nothing/", "/api/", "/api/v2/", "/en/api/v1/"])
def test_any_other_address_is_a_page(stranger, address):
    answer = stranger.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_a_failure_of_ours_is_a_problem_that_says_nothing_of_it(stranger, broken):
    answer = stranger.get("/api/v1/cases/")
    assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (500, PROBLEM, 500)
    assert "Try again" in answer.json()["detail"]
    assert b"secrets" not in answer.content


@pytest.mark.django_db
def test_a_failure_at_a_document_is_a_page(stranger, broken):
    answer = stranger.get("/en/cases/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert b"secrets" not in answer.content


@pytest.mark.django_db
def test_what_django_refuses_to_read_is_a_problem_too(stranger, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = stranger.post("/api/v1/degrees/", {"degree": "x" * 200}, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    named = stranger.get("/api/v1/cases/?" + "need=a&" * 2_000)
    assert (named.status_code, named["Content-Type"]) == (400, PROBLEM)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("locale", "said"), [("en", "This cannot be shown"), ("id", "Ini tidak dapat ditampilkan")]
)
def test_elsewhere_it_is_a_page_in_the_readers_language(stranger, locale, said):
    answer = stranger.get(f"/{locale}/cases/?q=Putri&" + "need=a&" * 2_000)
    assert (answer.status_code, said in answer.content.decode()) == (400, True)
    assert b"Putri" not in answer.content


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_told_so_by_a_page(stranger, settings):
    settings.ALLOWED_HOSTS = ["stories.example"]
    answer = stranger.get("/en/cases/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, "This cannot be shown" in answer.content.decode()) == (400, True)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/nothing/", "/xx/cases/", "/en/cases/aaaaaaaaaaaaaaaa/"])
def test_no_page_opened_after_a_refusal_is_told_what_was_looked_for(stranger, address):
    answer = stranger.get(address, {"q": "Putri"})
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")
    assert answer["Referrer-Policy"] == "no-referrer"


@pytest.mark.django_db
def test_a_form_sent_after_the_session_ended_is_answered_with_the_way_to_keep_what_was_typed():
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "elif"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Your session has ended, so nothing was sent." in page
    assert 'href="/admin/login/"' in page
    assert "CSRF verification" not in page
