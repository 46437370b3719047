"""The stranger: no cookie, no account, reads every public address and remembers what was said."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

LOCALES = ("en", "id", "th", "zh-hans")
NOBODYS = "a" * 26
# What the contract calls by a parameter, and what a stranger could put there.
FILLED = {"slug": "about", "sha256": "0" * 64, "donation_id": NOBODYS, "token": "guessed", "year": "2026"}
NO_CAMPAIGN = "c" * 20
QUERIES = {"/api/v1/donations/quote/": "?amount=2500&currency=USD"}
DOCUMENTS = ("/", "/robots.txt", "/sitemap.xml", "/api/v1/docs/", "/api/v1/openapi.json", "/nowhere/")
LOCAL_DOCUMENTS = (
    "/",
    "/cases/",
    "/about/",
    "/protection/",
    "/open-data/",
    "/give/general-fund/",
    f"/thanks/{NOBODYS}/",
)
# 401: a donor's own pages are nobody else's.
ANSWERS = {200, 301, 302, 304, 401, 404, 410}


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    def json(self):
        return json.loads(self.body)


def lowered(headers) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class Stranger:
    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, path: str) -> Answer:
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as response:
                return Answer(response.status, response.read(), lowered(response.headers))
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, refused.read(), lowered(refused.headers))

    def routes(self, public_id: str | None, campaign: str | None, words: str) -> list[str]:
        """Every address that answers GET: the API's by its contract, the documents in every language."""
        filled = {**FILLED, "public_id": public_id or "b" * 20, "campaign": campaign or NO_CAMPAIGN}
        contract = self.get("/api/v1/openapi.json").json()["paths"]
        named = [path for path, verbs in contract.items() if "get" in verbs]
        paths = [self.fill(path, filled) + QUERIES.get(path, "") for path in named]
        paths += [f"{path}?locale={locale}" for path in paths if "/cases/" in path for locale in LOCALES]
        asked = urllib.parse.quote(words)
        paths += [f"/api/v1/search/?q={asked}", f"/api/v1/search/suggest/?q={asked}", *DOCUMENTS]
        local = [*LOCAL_DOCUMENTS, f"/cases/{filled['public_id']}/", f"/give/{filled['campaign']}/"]
        return [*paths, *(f"/{locale}{path}" for locale in LOCALES for path in local)]

    def fill(self, path: str, filled: dict[str, str]) -> str:
        return re.sub(r"{(\w+)}", lambda part: filled[part[1]], path)

    def read_everything(
        self, public_id: str | None = None, campaign: str | None = None, words: str = ""
    ) -> dict[str, Answer]:
        """Every public address and what it answers. None of them may fail."""
        answers = {path: self.get(path) for path in self.routes(public_id, campaign, words)}
        failed = {path: answer.status for path, answer in answers.items() if answer.status not in ANSWERS}
        assert failed == {}, "a public address failed"
        return answers

    def finds(
        self, words: list[str], public_id: str | None = None, campaign: str | None = None
    ) -> dict[str, list[str]]:
        """Where any of these words is said in public: `{path: [words]}`."""
        answers = self.read_everything(public_id, campaign, words[0])
        said = {path: [word for word in words if word in answer.text] for path, answer in answers.items()}
        return {path: found for path, found in said.items() if found}


def case_bytes(body: bytes) -> bytes:
    """The raw bytes under `case`, as they were sent: cut out, never re-encoded."""
    start = body.index(b'"case":') + len(b'"case":')
    end = body.rindex(b',"funding":')
    return body[start:end]
