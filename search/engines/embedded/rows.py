"""A document as a row of the index: its codes as marks, its words and their stems in three layers."""

import hashlib

from search.analysis import layers, tokens
from search.document import Document
from search.models import IndexedArea, IndexedRecord


def row(document: Document) -> IndexedRecord:
    return IndexedRecord(
        record=document.pk,
        subject=document.subject,
        status=document.status,
        waiting_since=document.waiting_since,
        expires_at=document.expires_at,
        left=document.left,
        origin=document.origin.code if document.origin else "",
        alias=document.alias[:255],
        alias_key=tokens.folded(document.alias)[:255],
        marks=layers.set_off(layers.marks(document)),
        head=layers.head(document),
        lead=layers.lead(document),
        story=layers.story(document),
    )


def seal(row: IndexedRecord) -> str:
    """Tells two rows apart by whatever they hold; published figures aside, which only age."""
    names = [field.attname for field in IndexedRecord._meta.concrete_fields if field.attname != "left"]
    lasting = [row.expires_at.timestamp() if name == "expires_at" else getattr(row, name) for name in names]
    return hashlib.sha256(repr(lasting).encode()).hexdigest()


def area(document: Document) -> IndexedArea | None:
    origin = document.origin
    if origin is None:
        return None
    longitude, latitude = origin.point or (None, None)
    return IndexedArea(
        code=origin.code,
        locale=document.locale,
        name=origin.name,
        key=tokens.folded(origin.name),
        lang=origin.lang,
        longitude=longitude,
        latitude=latitude,
    )
