"""What lifts a recall."""

from publication.triggers.writing import forbid

_NOT_AFTER_THE_RECALL = """
NEW.lifted_by_id IS NOT NULL AND NEW.lifted_by_id IS NOT OLD.lifted_by_id AND (
    NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_release r
        JOIN sixdegree_publication_candidate c ON c.release_id = r.id
        WHERE r.id = NEW.lifted_by_id AND r.subject = NEW.subject
        AND c.subject = NEW.subject AND NEW.locale IN ('', c.locale)
    ) OR EXISTS (
        SELECT 1 FROM sixdegree_publication_candidate c
        WHERE c.release_id = NEW.lifted_by_id AND NEW.locale IN ('', c.locale) AND c.submitted_at < NEW.at
    )
)
"""
_NOT_ANSWERED = """
NEW.lifted_by_id IS NOT NULL AND NEW.lifted_by_id IS NOT OLD.lifted_by_id AND (
    NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord r
        WHERE r.release_id = NEW.lifted_by_id AND r.subject = NEW.subject AND NEW.locale IN ('', r.locale)
    ) OR EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord r
        LEFT JOIN sixdegree_publication_publicationterm t ON t.id = r.term_id
        WHERE (r.subject = NEW.subject AND NEW.locale IN ('', r.locale)
            OR NEW.locale = '' AND t.public_id = NEW.subject)
        AND r.release_id <> NEW.lifted_by_id AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_recall o WHERE o.id <> NEW.id AND o.lifted_by_id IS NULL
            AND o.subject IN (r.subject, t.public_id) AND o.locale IN ('', r.locale)
        )
    )
)
"""


def recalls() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= forbid(
        "recall_lifted",
        "recall",
        "UPDATE",
        _NOT_AFTER_THE_RECALL,
        "a recall is lifted by a release of its subject, submitted after it",
    )
    rules |= forbid(
        "recall_answered",
        "recall",
        "UPDATE",
        _NOT_ANSWERED,
        "a recall is lifted where what it hid was released again or stays recalled",
    )
    return rules
