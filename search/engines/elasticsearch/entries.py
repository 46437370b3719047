"""What stands in the index for one document."""

from typing import Any

from search.analysis import layers
from search.document import Document
from search.engines.elasticsearch.index import LANGUAGES, OTHER


def entry(document: Document) -> dict[str, Any]:
    language = LANGUAGES.get(document.locale, OTHER)
    return {
        "record": document.pk,
        "fingerprint": document.fingerprint,
        "digest": document.digest,
        "subject": document.subject,
        "serves": list(document.serves),
        "need": list(document.need),
        "exploitation": list(document.exploitation),
        "region": list(document.region),
        "status": document.status,
        "waiting_since": document.waiting_since.isoformat(),
        "expires_at": document.expires_at.isoformat(),
        "left": document.left,
        "marks": layers.marks(document),
        "head": layers.head(document),
        "lead": layers.lead(document),
        "story": layers.story(document),
        "alias": document.alias,
        f"summary_{language}": document.summary,
        f"passages_{language}": list(document.story),
        **_origin(document),
    }


def _origin(document: Document) -> dict[str, Any]:
    if document.origin is None:
        return {}
    found: dict[str, Any] = {"origin": document.origin.code, "origin_name": document.origin.name}
    if document.origin.point:
        found["point"] = list(document.origin.point)
    return found
