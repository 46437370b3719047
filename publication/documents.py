"""Rendering a public document: whoever owns the look of a kind registers for it, a plain default ships."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from payments.money import spoken


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be shown: parsed public bytes, published funding as JSON, and whether it is a preview."""

    kind: str
    subject: str
    locale: str
    content: dict[str, Any]
    funding: dict[str, Any] | None = None
    preview: bool = False


Renderer = Callable[[Document, HttpRequest | None], str]
_renderers: dict[str, Renderer] = {}


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
    context = {"document": document, "title": _title(content), "content": content, "needs": needs}
    return render_to_string("sixdegree_publication/document.html", context)


def _title(content: dict[str, Any]) -> str:
    return str(content.get("alias") or content.get("title") or content.get("name") or "")
