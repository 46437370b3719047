"""What a candidate names and asks for, and who contributed to it."""

from publication.triggers.writing import forbid

_CANDIDATE_IS_NAMED = """
json_extract(CAST(NEW.public_bytes AS TEXT), '$.kind') IS NOT NEW.kind
OR json_extract(CAST(NEW.public_bytes AS TEXT), '$.id') IS NOT NEW.subject
OR json_extract(CAST(NEW.public_bytes AS TEXT), '$.locale') IS NOT NEW.locale
OR NEW.superseded_at IS NOT NULL OR NEW.release_id IS NOT NULL
"""
_TOO_FEW_SIGNERS = """
NEW.signers_required < COALESCE(json_extract(CAST(NEW.review_bytes AS TEXT), '$.signers_required'), 1)
OR NEW.signers_required < 2 AND (
    COALESCE(json_extract(CAST(NEW.review_bytes AS TEXT), '$.disclosure.under_18_today'), 'no') <> 'no'
    OR EXISTS (
        SELECT 1 FROM json_each(CAST(NEW.review_bytes AS TEXT), '$.disclosure.under_18') a
        WHERE a.value <> 'no'
    )
)
"""
_FOLLOWS_ASTRAY = """
CASE WHEN NEW.follows_id IS NULL
THEN COALESCE(json_extract(CAST(NEW.review_bytes AS TEXT), '$.source.waits'), 0)
ELSE NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate s
    WHERE s.id = NEW.follows_id AND s.kind = NEW.kind AND s.subject = NEW.subject AND s.locale <> NEW.locale
    AND s.digest = json_extract(CAST(NEW.review_bytes AS TEXT), '$.source.digest')
    AND s.superseded_at IS NULL AND s.release_id IS NULL
) END
"""
_RELEASED_BY_ANOTHER_NAME = """
NEW.release_id IS NOT NULL AND NEW.release_id IS NOT OLD.release_id AND NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_release
    WHERE id = NEW.release_id AND kind = NEW.kind AND subject = NEW.subject
)
"""


def candidates() -> dict[str, str]:
    rules: dict[str, str] = {}
    digests = "sixdegree_sha256(NEW.public_bytes) IS NOT NEW.digest"
    digests += " OR sixdegree_sha256(NEW.review_bytes) IS NOT NEW.review_digest"
    rules |= forbid("candidate_digest", "candidate", "INSERT", digests, "the digest is that of the bytes")
    rules |= forbid(
        "candidate_named", "candidate", "INSERT", _CANDIDATE_IS_NAMED, "bytes name kind, subject and locale"
    )
    rules |= forbid(
        "candidate_signers",
        "candidate",
        "INSERT",
        _TOO_FEW_SIGNERS,
        "as many sign as the review record says, and two where the person may have been under 18",
    )
    rules |= forbid(
        "candidate_follows",
        "candidate",
        "INSERT",
        _FOLLOWS_ASTRAY,
        "a candidate follows the open candidate its review record names",
    )
    rules |= forbid(
        "contributor_settled",
        "candidatecontributor",
        "INSERT",
        "EXISTS (SELECT 1 FROM sixdegree_publication_signoff WHERE candidate_id = NEW.candidate_id)",
        "who contributed is settled before anyone signs",
    )
    rules |= forbid(
        "candidate_released",
        "candidate",
        "UPDATE",
        _RELEASED_BY_ANOTHER_NAME,
        "a release names the kind and the subject of what it releases",
    )
    return rules
