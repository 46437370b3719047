"""What an API of a project answers where one of our apps refuses."""

import json

import pytest
from django.test import RequestFactory
from ninja import NinjaAPI

from payments.problems import refusals, render_refusals


def answer_to(exception: Exception):
    api = NinjaAPI(urls_namespace=f"problems-{type(exception).__module__}")
    render_refusals(api)
    return api.on_exception(RequestFactory().get("/"), exception)


def test_every_app_with_routes_has_its_refusals_rendered():
    apps = {refusal.__module__.split(".")[0] for refusal in refusals()}
    assert {"payments", "publication", "review"} <= apps


@pytest.mark.parametrize("refusal", list(refusals()), ids=lambda refusal: refusal.__module__)
def test_a_stranger_reads_a_sentence_and_the_members_that_help(refusal):
    answer = answer_to(refusal("Less is left: at most 12.00.", max_amount=1200))
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert json.loads(answer.content) == {
        "type": refusal.type,
        "title": refusal.title,
        "status": refusal.status,
        "detail": "Less is left: at most 12.00.",
        "max_amount": 1200,
    }


@pytest.mark.django_db
def test_a_body_that_is_no_json_is_refused_in_the_same_form(client):
    answer = client.post("/api/v1/donations/", "{", content_type="application/json")
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Compare it with the documentation" in answer.json()["detail"]


@pytest.mark.django_db
def test_what_was_sent_is_not_repeated_to_the_sender(client):
    answer = client.post("/api/v1/degrees/", '{"degree": {"a": "private"}}', content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["fields"]
    assert b"private" not in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "sent", "fields"),
    [
        ("donations", '{"campaign": "a", "amount": -5, "currency": "USD", "locale": "en"}', {"amount"}),
        ("concerns", "{}", {"case", "text"}),
        ("concerns", "", {"body"}),
    ],
)
def test_what_cannot_be_read_is_named_as_the_sender_wrote_it(address, sent, fields, client):
    answer = client.post(f"/api/v1/{address}/", sent, content_type="application/json")
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) - {"Idempotency-Key"} == fields
