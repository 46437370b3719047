"""What an index may hold of a public record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


class NotIndexable(TypeError):
    """Something else than a case that is public now was to be indexed. Names no content."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area as the signed bytes name it; `point` its anchor `(longitude, latitude)`, if the map has it."""

    code: str
    name: str
    lang: str
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One public record of a case. `serves`: the languages asked in which it is the one shown of its case.

    `needs` are labels, of the largest first. `as_of` is the moment before it was read, in microseconds of the
    database's clock: of two for one record the later holds. `left` is the part of the goal open by the
    published figures, 0 to 1, None without any.
    """

    pk: int
    subject: str
    locale: str
    serves: tuple[str, ...]
    digest: str
    alias: str
    summary: str
    needs: tuple[str, ...]
    story: tuple[str, ...]
    need: tuple[str, ...]
    exploitation: tuple[str, ...]
    region: tuple[str, ...]
    origin: Place | None
    places: tuple[Place, ...]
    status: str
    waiting_since: date
    expires_at: datetime
    as_of: int
    left: float | None = None


def documents_alone(items: Iterable[Any]) -> list[Document]:
    """The guard of every index. Raises `NotIndexable` for whatever was not read off the public record."""
    given = list(items)
    for item in given:
        if not isinstance(item, Document):
            raise NotIndexable(f"A {type(item).__name__} is no document of a public record.")
    return given
