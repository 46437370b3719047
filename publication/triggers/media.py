"""Pictures under their own hash."""

from publication.triggers.writing import forbid

# Asked of the signed bytes, for facets can be deleted. A withdrawal lets erasure take the picture.
_STILL_NAMED = """
EXISTS (
    SELECT 1 FROM sixdegree_publication_publicrecord r
    LEFT JOIN sixdegree_publication_publicationterm t ON t.id = r.term_id
    WHERE instr(CAST(r.bytes AS TEXT), OLD.sha256) > 0 AND NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_withdrawal w WHERE w.public_id = t.public_id
    )
)
"""


def media() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= forbid(
        "media_digest",
        "media",
        "INSERT",
        "sixdegree_sha256(NEW.content) IS NOT NEW.sha256",
        "media are kept under their own hash",
    )
    rules |= forbid(
        "media_final", "media", "UPDATE", "1", "a picture is never changed: another is another row"
    )
    rules |= forbid(
        "media_named", "media", "DELETE", _STILL_NAMED, "a picture stays while a public record names it"
    )
    return rules
