"""Rendering a public document: whoever owns the look of a kind registers for it, a plain default ships."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, get_resolver, reverse

from payments.money import spoken


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be shown: parsed public bytes, published funding as JSON, and whether it is a preview.

    `media` gives other addresses, by digest, to pictures that are not public yet.
    """

    kind: str
    subject: str
    locale: str
    content: dict[str, Any]
    funding: dict[str, Any] | None = None
    preview: bool = False
    media: Mapping[str, str] = field(default_factory=dict)

    def picture(self, picture: dict[str, Any] | None) -> dict[str, Any] | None:
        """A picture of the content with `url`, `srcset` (smallest first) and `small`, the smallest's address.

        None where nothing serves it.
        """
        if not picture or not (url := self._address(picture["sha256"])):
            return None
        sizes = [(self._address(size["sha256"]), size["width"]) for size in picture.get("renditions", [])]
        known = [(address, width) for address, width in reversed(sizes) if address]
        srcset = ", ".join(f"{address} {width}w" for address, width in known)
        return {**picture, "url": url, "srcset": srcset, "small": known[0][0] if known else url}

    def _address(self, sha256: str) -> str:
        return self.media.get(sha256) or ("" if self.preview else media_url(sha256))


Renderer = Callable[[Document, HttpRequest | None], str]
_renderers: dict[str, Renderer] = {}


def media_url(sha256: str) -> str:
    """The public path of a released picture, or empty."""
    return address("media", sha256=sha256)


def address(name: str, **kwargs: str | int) -> str:
    """The path of a route of ours in whichever NinjaAPI of the project has our router, or empty."""
    for namespace in get_resolver().namespace_dict:
        try:
            return reverse(f"{namespace}:{name}", kwargs=kwargs)
        except NoReverseMatch:
            continue
    return ""


def register(kind: str, renderer: Renderer) -> None:
    """The last to register for a kind renders it."""
    _renderers[kind] = renderer


def render(document: Document, request: HttpRequest | None = None) -> str:
    """A whole HTML document, from the given content alone."""
    return _renderers.get(document.kind, plain)(document, request)


def plain(document: Document, request: HttpRequest | None = None) -> str:
    content = document.content
    needs = [
        (need["label"], spoken(need["amount"]["amount"], need["amount"]["currency"], document.locale))
        for need in content.get("needs", [])
    ]
    context = {
        "document": document,
        "title": _title(content),
        "content": content,
        "needs": needs,
        "picture": document.picture(content.get("picture")),
        "milestones": [
            {**milestone, "picture": document.picture(milestone.get("picture"))}
            for milestone in content.get("milestones", [])
        ],
    }
    return render_to_string("sixdegree_publication/document.html", context)


def _title(content: dict[str, Any]) -> str:
    return str(content.get("alias") or content.get("title") or content.get("name") or "")
