"""The stranger: no cookie, no account, reads every public address and remembers what was said."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass

LOCALES = ("en", "id", "th", "zh-hans")
ROUTES = (
    "/api/v1/cases/",
    "/api/v1/search/?q=",
    "/api/v1/search/suggest/?q=",
    "/api/v1/site/",
    "/api/v1/pages/",
    "/api/v1/statistics/",
    "/api/v1/open-data/",
    "/api/v1/openapi.json",
    "/",
    "/robots.txt",
    "/sitemap.xml",
)
CASE_ROUTES = ("/api/v1/cases/{id}/", "/api/v1/cases/{id}/storymap/", "/api/v1/cases/{id}/updates/")


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()

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

    def read_everything(self, public_id: str | None = None) -> dict[str, Answer]:
        """Every public address there is, by path; `public_id` adds the addresses of one case."""
        paths = [
            *ROUTES,
            *(f"/{locale}/" for locale in LOCALES),
            *(f"/{locale}/cases/" for locale in LOCALES),
        ]
        if public_id:
            paths += [route.format(id=public_id) for route in CASE_ROUTES]
            paths += [f"/{locale}/cases/{public_id}/" for locale in LOCALES]
        return {path: self.get(path) for path in paths}

    def finds(self, words: list[str], public_id: str | None = None) -> dict[str, list[str]]:
        """Where any of these words is said in public: `{path: [words]}`."""
        said = {
            path: [word for word in words if word in answer.text]
            for path, answer in self.read_everything(public_id).items()
        }
        return {path: found for path, found in said.items() if found}
