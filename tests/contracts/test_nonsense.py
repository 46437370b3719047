"""Whatever a stranger sends to whichever route, the answer is one of ours: never a failure."""

import base64
import itertools
import json
from urllib.parse import quote

import pytest

from payments.actions.campaigns import open_campaign, open_fund
from publication.identifiers import opaque_id
from tests.contracts import openapi
from tests.payments.conftest import a_key, solved_proof
from tests.publication.stories import page_story, people, public_case, released, site_story

pytestmark = pytest.mark.django_db

PATHS = json.loads(openapi.COMMITTED.read_text())["paths"]
# As they stand in an address. The third and fourth are no UTF-8: half of a surrogate pair, and a lone byte.
ADDRESSED = [
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF",
    "x" * 10_000,
    quote("ก" * 3_000),
    "a," * 3_000,
    "%20",
    "-1",
    str(2**70),
    "9" * 5_000,
    "1e400",
    "NaN",
    "%5B%5D",
    "%27%22%25_%5C%3B--",
    "en%0Aid",
]
CURSORS = [
    ["waiting", "open", "2020-01-01", "a\0"],
    ["waiting", "\0", "2020-01-01", "a"],
    ["waiting", "open", "\0", "a"],
    ["waiting", "open", "2020-01-01", "\ud800"],
    ["waiting", "open", "2020-13-01", "a"],
    ["newest", "2020-01-01", "\0"],
    {"waiting": 1},
    2**70,
]
DEEP = b"[" * 50_000
JSON = [
    '"a\\u0000"',
    '"\\ud800"',
    json.dumps("x" * 10_000),
    "-1",
    "0",
    str(2**70),
    "9" * 5_000,
    "2.5",
    "1e400",
    "NaN",
    "true",
    "null",
    "[]",
    '{"a": {"b": []}}',
    "[" * 200 + "]" * 200,
]
BODIES = [
    b"",
    b"null",
    b"[]",
    b'"text"',
    b"7",
    b"{",
    b"{}",
    b'{"campaign": "\xff"}',
    b"\xff\xfe{\x00}\x00",
    b"\x00",
    DEEP,
    b'{"campaign": ' + DEEP,
    b'{"amount": ' + b"9" * 5_000 + b"}",
    b"campaign=weaver&amount=2500",
    b'--x\r\nContent-Disposition: form-data; name="campaign"\r\n\r\n\x00\r\n--x--',
]
CONTENT_TYPES = [
    "application/json",
    "application/json; charset=utf-16",
    "application/json; charset=utf-7",
    "application/json; charset=raw_unicode_escape",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=latin-1",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/xml",
    "\0",
    "",
]


def parameters(place):
    return [
        (path, parameter["name"])
        for path, methods in PATHS.items()
        for parameter in methods.get("get", {}).get("parameters", [])
        if parameter["in"] == place
    ]


GETS = [path for path, methods in PATHS.items() if "get" in methods]
POSTS = [*(path for path, methods in PATHS.items() if "post" in methods), "/api/v1/payments/webhook/"]
GIVING = "/api/v1/donations/"
GIFT = {"campaign": "weaver", "amount": 2_500, "currency": "USD", "locale": "en", "surplus_rule": "fund"}
BODY_MEMBERS = [*((GIVING, name) for name in [*GIFT, "degree"]), ("/api/v1/degrees/", "degree")]
BODY_MEMBERS += [("/api/v1/concerns/", name) for name in ("case", "locale", "text", "contact")]


@pytest.fixture
def stranger(client):
    client.raise_request_exception = False
    return client


@pytest.fixture
def told(db, settings):
    """One of each that can be asked for; returns what fills a route's path."""
    settings.SIXDEGREE_PAYMENTS_PROOF_COST = 50
    editor, reviewer = people()
    term = public_case(editor, reviewer, "en", "id")
    released(page_story(opaque_id()), editor, reviewer)
    released(site_story(opaque_id()), editor, reviewer)
    open_campaign("weaver", 150_000, "USD")
    open_fund("fund", "USD")
    return {"public_id": term.public_id, "slug": "about"}


def filled(path, **values):
    for name in ("public_id", "slug", "sha256", "donation_id", "token", "campaign"):
        path = path.replace(f"{{{name}}}", values.get(name, "a" * 26))
    return path.replace("{year}", values.get("year", "2026"))


def is_ours(answer):
    """Answered in one of the API's two forms."""
    if answer.status_code == 200:
        return True
    problem = answer.headers["Content-Type"] == "application/problem+json"
    return (
        answer.status_code in (400, 401, 404, 405, 409, 410, 415, 422)
        and problem
        and bool(answer.json()["detail"])
    )


@pytest.mark.parametrize(("path", "name"), parameters("path"))
def test_a_path_of_nonsense_is_refused(stranger, told, path, name):
    for nonsense in ADDRESSED:
        answer = stranger.get(filled(path, **{name: nonsense}))
        assert is_ours(answer) and answer.status_code != 200, (
            nonsense[:40],
            answer.status_code,
            answer.content[:200],
        )


@pytest.mark.parametrize(("path", "name"), parameters("query"))
def test_a_parameter_of_nonsense_is_refused_or_finds_nothing(stranger, told, path, name):
    for nonsense in ADDRESSED:
        for query in (f"{name}={nonsense}", f"locale=en&{name}=a&{name}={nonsense}", f"{name}[]={nonsense}"):
            answer = stranger.get(f"{filled(path, **told)}?{query}")
            assert is_ours(answer), (query[:40], answer.status_code, answer.content[:200])


def posted(stranger, path, body, content_type="application/json"):
    headers = {"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof()}
    return stranger.generic("POST", path, body, content_type=content_type, headers=headers)


@pytest.mark.parametrize(("path", "name"), BODY_MEMBERS)
def test_a_member_of_nonsense_is_refused(stranger, told, path, name):
    whole = GIFT if path == "/api/v1/donations/" else {}
    for nonsense in JSON:
        others = {member: json.dumps(value) for member, value in whole.items()} | {name: nonsense}
        body = "{" + ", ".join(f'"{member}": {text}' for member, text in others.items()) + "}"
        if (name, nonsense) == ("degree", "null"):
            continue
        answer = posted(stranger, path, body)
        assert is_ours(answer) and answer.status_code != 200, (nonsense[:40], answer.status_code)


@pytest.mark.parametrize("path", POSTS)
def test_a_body_of_nonsense_is_refused(stranger, told, path):
    for content_type, body in itertools.product(CONTENT_TYPES, BODIES):
        answer = posted(stranger, path, body, content_type)
        assert is_ours(answer) and answer.status_code != 200, (body[:40], answer.status_code)


@pytest.mark.parametrize("path", GETS)
def test_what_is_said_of_no_body_changes_no_address(stranger, told, path):
    address = f"{filled(path, **told)}?locale=en&need=+2AA-&q=%5Cud800"
    for content_type in CONTENT_TYPES:
        assert is_ours(stranger.get(address, headers={"Content-Type": content_type})), content_type


@pytest.mark.parametrize("header", ["Idempotency-Key", "X-Proof-Of-Work"])
def test_a_header_of_nonsense_is_refused(stranger, told, header):
    deep = base64.b64encode(b"[" * 1_500).decode()
    for nonsense in ["", "\0", "\xff", "x" * 10_000, deep]:
        headers = {"Idempotency-Key": a_key(), "X-Proof-Of-Work": solved_proof(), header: nonsense}
        answer = stranger.post(GIVING, GIFT, content_type="application/json", headers=headers)
        assert is_ours(answer) and answer.status_code == 422, (nonsense[:40], answer.status_code)


@pytest.mark.parametrize("sort", ["waiting", "newest"])
def test_a_cursor_of_nonsense_is_refused(stranger, told, sort):
    cursors = [base64.urlsafe_b64encode(json.dumps(keys).encode()).decode() for keys in CURSORS]
    cursors.append(base64.urlsafe_b64encode(b"[" * 300).decode())
    for cursor in cursors:
        for address in ("/api/v1/cases/", "/en/cases/"):
            answer = stranger.get(address, {"cursor": cursor, "sort": sort})
            assert answer.status_code == 422, (address, base64.urlsafe_b64decode(cursor))
