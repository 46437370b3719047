"""What follows from a row by itself: campaigns close, pause and end, the outbox is told."""

from publication.triggers.writing import after

_CLOSE = """
INSERT INTO sixdegree_payments_campaignclosure (campaign_ref, kind, at)
    SELECT campaign_ref, 'closed', NEW.at FROM sixdegree_publication_publicationterm
    WHERE public_id = NEW.public_id;
INSERT INTO sixdegree_publication_outboxentry (kind, payload)
    VALUES ('withdrawal', json_object('public_id', NEW.public_id));
"""
_PAUSE = """
INSERT INTO sixdegree_payments_campaignclosure (campaign_ref, kind, at)
    SELECT t.campaign_ref, 'paused', NEW.at FROM sixdegree_publication_publicationterm t
    WHERE t.public_id = NEW.subject AND NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord r
        WHERE r.term_id = t.id AND r.kind = 'case' AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_recall x
            WHERE x.subject = NEW.subject AND x.lifted_by_id IS NULL AND x.locale IN ('', r.locale)
        )
    );
INSERT INTO sixdegree_publication_outboxentry (kind, payload)
    VALUES ('recall', json_object('public_id', NEW.subject, 'subject', NEW.subject, 'locale', NEW.locale));
"""
_END_MOVES = """
UPDATE sixdegree_payments_campaign SET open_until = NEW.expires_at
    WHERE ref IN (
        SELECT campaign_ref FROM sixdegree_publication_publicationterm WHERE consent_ref = NEW.consent_ref
    );
"""
_NOTHING_LEFT = """
INSERT INTO sixdegree_payments_campaignclosure (campaign_ref, kind)
    SELECT t.campaign_ref, 'paused' FROM sixdegree_publication_publicationterm t
    WHERE t.consent_ref = NEW.consent_ref AND EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord r WHERE r.term_id = t.id AND r.kind = 'case'
    ) AND NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_publicrecord r
        WHERE r.term_id = t.id AND r.kind = 'case'
        AND r.locale IN (SELECT value FROM json_each(NEW.locales))
        AND 'site_api' IN (SELECT value FROM json_each(NEW.channels))
        AND NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_recall x
            WHERE x.subject = t.public_id AND x.lifted_by_id IS NULL AND x.locale IN ('', r.locale)
        )
    ) AND NOT EXISTS (
        SELECT 1 FROM sixdegree_payments_campaignclosure c
        WHERE c.campaign_ref = t.campaign_ref AND c.lifted_at IS NULL
    );
"""


def effects() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= after("withdrawal_closes", "withdrawal", _CLOSE)
    rules |= after("recall_pauses", "recall", _PAUSE)
    rules |= after("consent_ends_campaign", "consent", _END_MOVES, "UPDATE OF expires_at")
    rules |= after("consent_pauses", "consent", _NOTHING_LEFT, "UPDATE OF locales, channels")
    return rules
