"""A front end on another origin reads the API and gives; it never acts as somebody who is signed in here."""

import pytest

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://stories.example"


@pytest.mark.parametrize("path", ["cases/", "site/", "pages/", "donations/challenge/", "cases/nobody/"])
def test_any_origin_may_read_without_credentials(client, path):
    answer = client.get(f"/api/v1/{path}", headers={"Origin": ELSEWHERE})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert {"etag", "link"} <= set(answer["Access-Control-Expose-Headers"].lower().split(", "))


@pytest.mark.parametrize(
    ("method", "headers"),
    [("GET", "if-none-match"), ("POST", "content-type, idempotency-key, x-proof-of-work")],
)
def test_a_browser_that_asks_first_is_allowed_what_the_client_sends(client, method, headers):
    asked = {
        "Origin": ELSEWHERE,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": headers,
    }
    answer = client.options("/api/v1/donations/", headers=asked)
    allowed = answer["Access-Control-Allow-Headers"].lower()
    assert all(name in allowed for name in headers.split(", "))
    assert method in answer["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize("path", ["/en/", "/admin/login/", "/six/"])
def test_nothing_but_the_api_is_opened(client, path):
    assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": ELSEWHERE})
