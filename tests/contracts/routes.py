"""Every address of the site, filled with real objects, and what an answer means to who asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

APPS = (
    "review",
    "home",
    "publication",
    "payments",
    "search",
    "sixdegree",
    "casepages",
    "storymap",
    "allauth",
)
OURS = tuple(f"{app}." for app in APPS)
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>(?:[^()]|\([^()]*\))*\)")
BY_KIND = {"int": "1", "year": "2026", "uuid": "00000000-0000-4000-8000-000000000000", "path": "a.jpg"}


@dataclass(frozen=True)
class Route:
    pattern: str
    ours: bool


def routes() -> list[Route]:
    """Each once, by its pattern."""
    found = {route.pattern: route for route in reversed(list(walk(get_resolver().url_patterns, "")))}
    return [found[pattern] for pattern in sorted(found)]


def walk(patterns: list[Any], before: str) -> Iterator[Route]:
    for entry in patterns:
        here = before + str(entry.pattern).lstrip("^").rstrip("$").removesuffix(r"\Z")
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, here)
        elif isinstance(entry, URLPattern):
            yield Route(here, module_of(entry).startswith(OURS))


def module_of(entry: URLPattern) -> str:
    view: Any = getattr(entry.callback, "view_class", entry.callback)
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    view = getattr(view, "view_class", view)
    return "review." if entry.default_args.get("ours") else str(view.__module__)


def filled(pattern: str, objects: dict[str, Any]) -> str:
    """An address below the pattern. `objects` gives values by name, or by "start of the pattern:name"."""

    def value(match: re.Match[str]) -> str:
        name = match["name"] or match["named"]
        nearer = [key for key in objects if ":" in key and pattern.startswith(key.partition(":")[0])]
        for key in sorted(nearer, key=len, reverse=True):
            if key.endswith(f":{name}"):
                return str(objects[key])
        return str(objects.get(name) or BY_KIND.get(match["kind"] or "", "x"))

    return "/" + PARAMETER.sub(value, pattern).replace(".*", "nowhere").replace("\\", "").replace("?", "")


def meaning(answer: Any) -> str:
    """What an answer tells the one who asked."""
    if answer.status_code >= 500:
        return "error"
    if answer.status_code in {301, 302}:
        leads = answer["Location"].partition("?")[0]
        if leads == reverse("wagtailadmin_login"):
            return "sign-in"
        # Wagtail sends whoever lacks a right to the admin's home, with a message.
        return "forbidden" if leads == reverse("wagtailadmin_home") else "allowed"
    return {401: "sign-in", 403: "forbidden", 404: "not found", 410: "not found", 405: "no such method"}.get(
        answer.status_code, "allowed"
    )
