"""All that anybody outside can come by: every public address, mails, logs, and what other hosts were told."""

import json
import logging
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

LOCALES = ("en", "id", "th", "zh-hans")
DOCUMENTS = (
    "", "cases/", "about/", "protection/", "give/general-fund/",
    "cases/{case}/", "give/{campaign}/", "thanks/{donation}/", "cancelled/{donation}/",
    "my-giving/", "my-giving/follow/{campaign}/",
)  # fmt: skip
OTHERS = (
    "/", "/robots.txt", "/sitemap.xml", "/nowhere/", "/admin/", "/admin/login/", "/admin/pages/",
    "/api/v1/docs/", "/api/v1/openapi.json", "/theme/", "/documents/1/", "/images/1/",
)  # fmt: skip


def addresses(house, client: Client) -> list[str]:
    """The API's by its contract, the documents in every language, each for every case there is."""
    contract = client.get("/api/v1/openapi.json").json()["paths"]
    found = list(OTHERS)
    for case in (house.public, house.withdrawn, house.waiting):
        filled = {
            "public_id": case,
            "case": case,
            "campaign": house.campaign,
            "donation": house.donation,
            "donation_id": house.donation,
        }
        found += [_fill(path, filled) for path, verbs in contract.items() if "get" in verbs]
        for locale in LOCALES:
            found += [f"/{locale}/{path.format(**filled)}" for path in DOCUMENTS]
            found += [
                f"/api/v1/cases/{case}/?locale={locale}",
                f"/api/v1/cases/{case}/updates/?locale={locale}",
            ]
    return list(dict.fromkeys(found))


def _fill(path: str, filled: dict[str, str]) -> str:
    return re.sub(r"{(\w+)}", lambda part: filled.get(part[1], "about"), path)


def said(client: Client, paths: list[str]) -> dict[str, str]:
    """Path → headers and body as a stranger gets them."""
    answers = {}
    for path in paths:
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[path] = f"{answer.status_code}\n{dict(answer.headers)}\n{body.decode(errors='replace')}"
    return answers


def refusals(client: Client, house) -> dict[str, str]:
    """What is answered to those who send what they should not."""
    gift = {
        "campaign": house.campaign,
        "amount": 10**9,
        "currency": "USD",
        "locale": "en",
        "surplus_rule": "fund",
    }
    posts = {
        "/api/v1/donations/": gift,
        "/api/v1/degrees/": {"degree": "made up"},
        "/api/v1/payments/webhook/": {"id": "evt_made_up"},
        f"/en/give/{house.campaign}/": {"amount": "1e9"},
        "/admin/login/": {"username": "editor", "password": "guessed"},
    }
    return {
        f"POST {path}": client.post(path, json.dumps(body), content_type="application/json").content.decode(
            errors="replace"
        )
        for path, body in posts.items()
    }


class Written(logging.Handler):
    """Every line of every log, with tracebacks."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def every_log() -> Iterator[Written]:
    written = Written()
    known = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    loggers = [logging.root, *(logger for logger in known if not logger.propagate)]
    levels = [(logger, logger.level) for logger in [logging.root, *known]]
    for logger in loggers:
        logger.addHandler(written)
    for logger, _level in levels:
        logger.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        for logger in loggers:
            logger.removeHandler(written)
        for logger, level in levels:
            logger.setLevel(level)


@contextmanager
def every_connection(monkeypatch) -> Iterator[list]:
    """The addresses that anything here connects to."""
    asked: list = []
    connect = socket.socket.connect

    def noted(self, address):
        asked.append(address)
        return connect(self, address)

    with monkeypatch.context() as patch:
        patch.setattr(socket.socket, "connect", noted)
        yield asked
