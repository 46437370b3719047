"""Erasure: the one change that may happen to what is frozen, and only behind a withdrawal."""

from publication.triggers.writing import columns, differs, forbid

ERASES_CANDIDATE = "OLD.public_bytes IS NOT NULL AND NEW.public_bytes IS NULL"
ERASES_RECORD = "OLD.bytes IS NOT NULL AND NEW.bytes IS NULL"
ERASES_OVERRIDES = "NEW.checklist IS NOT OLD.checklist"
ERASABLE = {"candidate": ERASES_CANDIDATE, "signoff": ERASES_OVERRIDES}
_CANDIDATE_NOT_WITHDRAWN = """
NEW.review_bytes IS NOT NULL OR NEW.superseded_at IS NULL AND NEW.release_id IS NULL
OR OLD.kind NOT IN ('case', 'update') OR json_extract(
    CAST(OLD.public_bytes AS TEXT), CASE OLD.kind WHEN 'case' THEN '$.id' ELSE '$.case' END
) NOT IN (SELECT public_id FROM sixdegree_publication_withdrawal)
"""
_RECORD_NOT_WITHDRAWN = """
NEW.card IS NOT '{}' OR NEW.first_published_on IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_publicationterm t
    JOIN sixdegree_publication_withdrawal w ON w.public_id = t.public_id WHERE t.id = OLD.term_id
)
"""
_OVERRIDES_NOT_ERASED = """
json(NEW.checklist) IS NOT json_remove(OLD.checklist, '$.overrides')
OR json_extract(OLD.checklist, '$.overrides') IS NULL OR NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c WHERE c.id = OLD.candidate_id
    AND c.kind IN ('case', 'update') AND json_extract(
        CAST(c.public_bytes AS TEXT), CASE c.kind WHEN 'case' THEN '$.id' ELSE '$.case' END
    ) IN (SELECT public_id FROM sixdegree_publication_withdrawal)
)
"""


def erasure() -> dict[str, str]:
    candidate = differs(*columns("candidate", ("public_bytes", "review_bytes")))
    record = differs(*columns("publicrecord", ("bytes", "card", "first_published_on")))
    signoff = differs(*columns("signoff", ("checklist",)))
    sentence = "only a withdrawn case is erased, and whole"
    return {
        **forbid(
            "candidate_erased",
            "candidate",
            "UPDATE",
            f"{ERASES_CANDIDATE} AND ({candidate} OR {_CANDIDATE_NOT_WITHDRAWN})",
            sentence,
        ),
        **forbid(
            "record_erased",
            "publicrecord",
            "UPDATE",
            f"{ERASES_RECORD} AND ({record} OR {_RECORD_NOT_WITHDRAWN})",
            sentence,
        ),
        **forbid(
            "signoff_erased",
            "signoff",
            "UPDATE",
            f"{ERASES_OVERRIDES} AND ({signoff} OR {_OVERRIDES_NOT_ERASED})",
            sentence,
        ),
        **forbid(
            "candidate_has_bytes",
            "candidate",
            "INSERT",
            "NEW.public_bytes IS NULL OR NEW.review_bytes IS NULL",
            "a candidate begins with its bytes",
        ),
        **forbid(
            "record_has_bytes", "publicrecord", "INSERT", "NEW.bytes IS NULL", "a public record has its bytes"
        ),
    }
