"""The registry kind → page type and projection."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from review.projection.findings import REFUSE, Finding

# What newest signed public content of (kind, subject, locale) says, or None where nothing was released.
Released = Callable[[str, str, str], dict[str, Any] | None]


def _nothing_released(kind: str, subject: str, locale: str) -> None:
    return None


@dataclass(frozen=True)
class Original:
    """What a translation is made of: the source as it waits at the desk, or as it was released last.

    `candidate` is the key of the one that waits; None where the source was released.
    """

    public: dict[str, Any]
    review: dict[str, Any]
    digest: str
    candidate: int | None = None


# The original of a translation, of (kind, subject, source locale).
FindOriginal = Callable[[str, str, str], Original | None]


@dataclass(frozen=True)
class Context:
    """What a projection may know besides the page. `lenient`: a preview, leave out what is not there."""

    locale: str
    today: datetime.date
    lenient: bool = False
    released: Released = _nothing_released
    original: FindOriginal = _nothing_released


@dataclass(frozen=True)
class Medium:
    """Bytes of a picture as they would be served; it is known by their SHA-256."""

    content_type: str
    content: bytes


@dataclass(frozen=True)
class Projection:
    """`public` becomes the signed bytes. `review` holds further members of the review record (consent,
    disclosure).

    `subject` is the random public id the record is known by; `contributors` are the ids of people,
    besides the page's own editors, who may not sign. `follows` is the key of the waiting candidate that all
    but words was taken from. `media` are the pictures that `public` names and that this page brings, by
    digest; `case_ref` names the case file the words are about.
    """

    public: dict[str, Any]
    subject: str
    locale: str
    review: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    contributors: frozenset[int] = frozenset()
    follows: int | None = None
    media: dict[str, Medium] = field(default_factory=dict)
    case_ref: str = ""

    @property
    def refusals(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.severity == REFUSE]


Project = Callable[[Any, Context], Projection]


@dataclass(frozen=True)
class Kind:
    """`name` is one of the public record's kinds: case, update, page, site."""

    name: str
    page_model: type[Model]
    project: Project


_kinds: dict[type[Model], Kind] = {}


def register(kind: str, page_model: type[Model], project: Project) -> None:
    """Pages of this type pass the gate from now on: live by signed release alone. Call it in `ready()`."""
    _kinds[page_model] = Kind(kind, page_model, project)


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_of(page_model: type[Model] | None) -> Kind | None:
    """The kind of a page type or of the registered type it extends; None for the host's other pages."""
    for base in page_model.__mro__ if page_model else ():
        if base in _kinds:
            return _kinds[base]
    return None
