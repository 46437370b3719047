"""Front ends build on this contract: it changes on purpose or not at all."""

import json
import re

import pytest

from tests.contracts import openapi

# Everything else is read by anyone, without a session or a key.
POSTS = {
    "/api/v1/donations/",
    "/api/v1/degrees/",
    "/api/v1/concerns/",
    "/api/v1/registrations/",
    # Whoever knows the id of an open payment, its donor alone, lets it go.
    "/api/v1/donations/{donation_id}/cancel/",
    "/api/v1/payments/webhook/",
}
# A donor's own, behind a mailed code.
GUARDED = "/api/v1/donors/me/"


@pytest.fixture
def paths():
    return json.loads(openapi.current())["paths"]


def test_the_api_is_the_committed_contract():
    renewal = openapi.__doc__.splitlines()[-1]
    assert openapi.current() == openapi.COMMITTED.read_text(), f"if the change is wanted: {renewal}"


def test_a_stranger_reads_everything_and_writes_only_where_named(paths):
    open_to_all = {path: methods for path, methods in paths.items() if not path.startswith(GUARDED)}
    writing = {path for path, methods in open_to_all.items() if set(methods) - {"get"}}
    assert writing <= POSTS
    assert all(set(methods) <= {"get", "post"} for methods in open_to_all.values())


def test_a_donors_own_asks_for_a_sign_in_and_nothing_else_does(paths):
    for path, methods in paths.items():
        for operation in methods.values():
            assert bool(operation.get("security")) is path.startswith(GUARDED), path


def test_the_routes_of_the_design_stand(paths):
    wanted = {
        "campaigns/{campaign}/",
        "cases/",
        "cases/{id}/",
        "cases/{id}/storymap/",
        "cases/{id}/updates/",
        "concerns/",
        "donations/",
        "donations/challenge/",
        "donations/{id}/",
        "search/",
        "search/suggest/",
        "site/",
        "pages/",
        "statistics/",
        "open-data/",
        "media/{sha256}",
        "previews/{token}/",
    }
    standing = {re.sub(r"{\w+}", "{}", path.removeprefix("/api/v1/")) for path in paths}
    assert {re.sub(r"{\w+}", "{}", path) for path in wanted} - standing == set()
