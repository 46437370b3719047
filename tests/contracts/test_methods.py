"""Each route answers the methods it has, HEAD as GET, and says so where it is asked by another."""

import pytest

from tests.contracts.test_nonsense import GETS, PATHS, POSTS, filled, told

__all__ = ["told"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", GETS)
def test_head_answers_as_get_does_without_its_body(client, told, path):
    address = filled(path, **told)
    got, asked = client.get(address), client.head(address)
    assert asked.status_code == got.status_code
    assert asked.content == b""
    # A challenge is made anew for each who asks, with figures of its own.
    differing = {"Content-Length"} if "challenge" in path else set()
    assert dict(asked.headers).keys() == dict(got.headers).keys()
    assert {name for name, value in asked.headers.items() if got.headers[name] != value} <= differing


@pytest.mark.parametrize("path", GETS)
def test_an_unchanged_answer_is_304_to_head_too(client, told, path):
    address = filled(path, **told)
    if tag := client.get(address).headers.get("ETag"):
        assert client.head(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", [*GETS, *POSTS])
def test_a_method_it_does_not_take_is_told_which_it_does(client, told, path):
    # The provider's address is left out of the contract.
    has = {method.upper() for method in PATHS.get(path, {"post"})}
    has |= {"HEAD"} if "GET" in has else set()
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"} - has:
        answer = client.generic(method, filled(path, **told))
        assert (answer.status_code, answer.headers["Content-Type"]) == (405, "application/problem+json")
        assert answer.headers["Allow"] == ", ".join(sorted(has))
        assert answer.headers["Allow"] in answer.json()["detail"]
