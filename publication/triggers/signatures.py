"""Who signs, for what, and when they last proved who they are."""

from publication.triggers.writing import forbid

_SIGNED_BY_ANOTHER = """
NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c WHERE c.id = NEW.candidate_id
    AND c.digest = NEW.digest AND c.review_digest = NEW.review_digest AND c.superseded_at IS NULL
    AND c.release_id IS NULL AND NEW.release_id IS NULL AND c.submitted_by_id <> NEW.reviewer_id
) OR EXISTS (
    SELECT 1 FROM sixdegree_publication_candidatecontributor
    WHERE candidate_id = NEW.candidate_id AND user_id = NEW.reviewer_id
)
"""
_NOT_REAUTHENTICATED = """
NEW.reauthenticated_at IS NULL OR julianday(NEW.reauthenticated_at) > julianday(NEW.at)
OR julianday(NEW.reauthenticated_at) < julianday(NEW.at, '-15 minutes')
"""
# Not after now: SQLite's clock, like Django's default, knows milliseconds.
_NOT_OF_NOW = """
julianday(NEW.at) > julianday('now', '+1 second') OR julianday(NEW.at) < julianday('now', '-15 minutes')
OR EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c,
        json_each(CAST(c.review_bytes AS TEXT), '$.contributors') person
    WHERE c.id = NEW.candidate_id AND person.value = NEW.reviewer_id
)
"""
_UNANSWERED = """
json_type(NEW.checklist) IS NOT 'object' OR json_remove(NEW.checklist, '$.overrides') = '{}'
"""


def signatures() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= forbid(
        "signoff_by_another",
        "signoff",
        "INSERT",
        _SIGNED_BY_ANOTHER,
        "a sign-off names both digests of an open candidate, and nobody signs what they helped to write",
    )
    rules |= forbid(
        "signoff_reauthenticated",
        "signoff",
        "INSERT",
        _NOT_REAUTHENTICATED,
        "whoever signs has proved who they are within the last 15 minutes",
    )
    rules |= forbid(
        "signoff_of_now",
        "signoff",
        "INSERT",
        _NOT_OF_NOW,
        "a signature is of the moment it is written, by nobody whom the review record names",
    )
    rules |= forbid(
        "signoff_answers", "signoff", "INSERT", _UNANSWERED, "whoever signs has answered the checklist"
    )
    return rules
