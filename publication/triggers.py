"""SQLite's share of the rule. Dropped before every migrate and installed after it, since Django's table
remake loses triggers there and fails on those that name other tables. PostgreSQL's are migrations
0002, 0005 to 0013 and 0015.
"""

import hashlib
import json
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from publication import derived

PREFIX = "sixdegree_publication_"
CLOSURES = "sixdegree_payments_campaignclosure"
CAMPAIGNS = "sixdegree_payments_campaign"

# Columns that may be filled, once, from null; all else of these tables is final.
FILLABLE: dict[str, tuple[str, ...]] = {
    "publicationterm": (),
    "candidate": ("superseded_at", "release_id"),
    "candidatecontributor": (),
    "signoff": ("release_id",),
    "release": (),
    "withdrawal": (),
    "recall": ("lifted_by_id",),
    "logentry": ("position", "previous", "hash"),
    "placeledgerentry": (),
}
MIRRORED = ("status", "funding_version")

# Erasure: the one change that may happen to what is frozen, and only behind a withdrawal.
_ERASES_CANDIDATE = "OLD.public_bytes IS NOT NULL AND NEW.public_bytes IS NULL"
_ERASES_RECORD = "OLD.bytes IS NOT NULL AND NEW.bytes IS NULL"
_ERASES_OVERRIDES = "NEW.checklist IS NOT OLD.checklist"
ERASABLE = {"candidate": _ERASES_CANDIDATE, "signoff": _ERASES_OVERRIDES}
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
_NOT_AS_SIGNED = """
sixdegree_sha256(NEW.bytes) IS NOT NEW.digest OR NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c WHERE c.id = NEW.candidate_id
    AND c.kind = NEW.kind AND c.subject = NEW.subject AND c.locale = NEW.locale
    AND c.digest = NEW.digest AND c.public_bytes = NEW.bytes
    AND c.superseded_at IS NULL AND c.release_id = NEW.release_id
    AND EXISTS (SELECT 1 FROM sixdegree_publication_candidatecontributor WHERE candidate_id = c.id)
    AND c.signers_required <= (
        SELECT count(DISTINCT s.reviewer_id) FROM sixdegree_publication_signoff s
        WHERE s.candidate_id = c.id AND s.digest = NEW.digest AND s.release_id = NEW.release_id
        AND s.reviewer_id <> c.submitted_by_id AND s.reviewer_id NOT IN (
            SELECT user_id FROM sixdegree_publication_candidatecontributor WHERE candidate_id = c.id
        )
    )
)
"""
_WITHOUT_CONSENT = """
NEW.kind IN ('case', 'update') AND NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_publicationterm t
    JOIN sixdegree_publication_consent k ON k.consent_ref = t.consent_ref
    WHERE t.id = NEW.term_id AND k.id = NEW.consent_id
    AND t.public_id = json_extract(
        CAST(NEW.bytes AS TEXT), CASE NEW.kind WHEN 'case' THEN '$.id' ELSE '$.case' END
    )
    AND t.public_id NOT IN (SELECT public_id FROM sixdegree_publication_withdrawal)
)
"""
_PLACE_NOT_AS_SIGNED = """
NEW.position <> 1 + (
    SELECT count(*) FROM sixdegree_publication_placeledgerentry WHERE case_ref = NEW.case_ref
)
OR NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c
    JOIN sixdegree_publication_publicationterm t ON t.public_id = c.subject
    WHERE c.id = NEW.candidate_id AND c.kind = 'case' AND c.release_id IS NOT NULL
    AND t.case_ref = NEW.case_ref AND NEW.area IS (
        CASE NEW.slot WHEN 'origin' THEN json_extract(CAST(c.public_bytes AS TEXT), '$.origin.code') ELSE (
            SELECT json_extract(m.value, '$.place.code')
            FROM json_each(CAST(c.public_bytes AS TEXT), '$.milestones') m
            WHERE json_extract(m.value, '$.id') = NEW.slot
        ) END
    ) AND NEW.area IS (
        SELECT json_extract(a.value, '$.code')
        FROM json_each(CAST(c.review_bytes AS TEXT), '$.places.areas') a WHERE a.key = NEW.slot
    )
)
"""
_PLACE_REFINES = """
EXISTS (
    SELECT 1 FROM sixdegree_publication_placeledgerentry e, sixdegree_publication_candidate c,
        json_each(CAST(c.review_bytes AS TEXT), '$.places.areas') a, json_each(a.value, '$.within') w
    WHERE c.id = NEW.candidate_id AND a.key = NEW.slot AND w.key = e.area
    AND e.case_ref = NEW.case_ref AND e.slot = NEW.slot
)
"""
_NOT_IN_THE_LEDGER = """
NEW.kind = 'case' AND EXISTS (
    SELECT 1 FROM (
        SELECT 'origin' AS slot, json_extract(CAST(NEW.bytes AS TEXT), '$.origin.code') AS area
        UNION ALL SELECT json_extract(m.value, '$.id'), json_extract(m.value, '$.place.code')
        FROM json_each(CAST(NEW.bytes AS TEXT), '$.milestones') m
    ) shown WHERE shown.area IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM sixdegree_publication_placeledgerentry e
        JOIN sixdegree_publication_publicationterm t ON t.case_ref = e.case_ref
        WHERE t.id = NEW.term_id AND e.slot = shown.slot AND e.area = shown.area
    )
)
"""
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
# Not after now: SQLite's clock, like Django's default, knows milliseconds.
_NOT_OF_NOW = """
julianday(NEW.at) > julianday('now', '+1 second') OR julianday(NEW.at) < julianday('now', '-15 minutes')
OR EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c,
        json_each(CAST(c.review_bytes AS TEXT), '$.contributors') person
    WHERE c.id = NEW.candidate_id AND person.value = NEW.reviewer_id
)
"""
_NOT_ITS_OWN_ID = """
NEW.kind <> 'case' AND NEW.subject IN (SELECT public_id FROM sixdegree_publication_publicationterm)
OR EXISTS (
    SELECT 1 FROM sixdegree_publication_publicrecord o
    WHERE o.subject = NEW.subject AND (o.kind <> NEW.kind OR o.term_id IS NOT NEW.term_id)
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
_BEFORE_ITS_SOURCE = """
EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c
    JOIN sixdegree_publication_candidate s ON s.id = c.follows_id
    WHERE c.id = NEW.candidate_id AND s.release_id IS NULL AND (
        s.superseded_at IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM sixdegree_publication_publicrecord r
            WHERE r.kind = s.kind AND r.subject = s.subject AND r.locale = s.locale
            AND sixdegree_frame(r.bytes) = sixdegree_frame(s.public_bytes)
        )
    )
)
"""
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


def sha256(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def frame(content: bytes | None) -> str | None:
    return None if content is None else json.dumps(derived.frame(json.loads(content)), sort_keys=True)


def triggers() -> dict[str, str]:
    """Every trigger by name, as SQL."""
    return {
        **_kept(),
        **_candidates(),
        **_signatures(),
        **_places_and_media(),
        **_record(),
        **_erasure(),
        **_across_rows(),
        **_effects(),
    }


def _kept() -> dict[str, str]:
    rules: dict[str, str] = {}
    for table, fillable in FILLABLE.items():
        rules |= _frozen(table, fillable)
    rules |= _forbid("consent_kept", "consent", "DELETE", "1", "a consent is never deleted: withdraw it")
    rules |= _forbid(
        "consent_versioned",
        "consent",
        "UPDATE",
        "NEW.consent_ref <> OLD.consent_ref OR NEW.version <> OLD.version + 1",
        "a change of consent keeps its reference and counts its version up by one",
    )
    rules |= _forbid(
        "candidate_of_now",
        "candidate",
        "INSERT",
        # A second's grace: SQLite's clock and its text of a time round differently.
        "julianday(NEW.submitted_at) > julianday('now', '+1 second')",
        "a candidate is submitted now or was before",
    )
    kept = "a consequence is carried out as it was committed, not rewritten and not lost"
    rules |= _forbid("outbox_kept", "outboxentry", "DELETE", "OLD.done_at IS NULL", kept)
    rules |= _forbid(
        "outbox_as_committed",
        "outboxentry",
        "UPDATE",
        "OLD.kind IS NOT NEW.kind OR OLD.payload IS NOT NEW.payload",
        kept,
    )
    return rules


def _candidates() -> dict[str, str]:
    rules: dict[str, str] = {}
    digests = "sixdegree_sha256(NEW.public_bytes) IS NOT NEW.digest"
    digests += " OR sixdegree_sha256(NEW.review_bytes) IS NOT NEW.review_digest"
    rules |= _forbid("candidate_digest", "candidate", "INSERT", digests, "the digest is that of the bytes")
    rules |= _forbid(
        "candidate_named", "candidate", "INSERT", _CANDIDATE_IS_NAMED, "bytes name kind, subject and locale"
    )
    rules |= _forbid(
        "candidate_signers",
        "candidate",
        "INSERT",
        _TOO_FEW_SIGNERS,
        "as many sign as the review record says, and two where the person may have been under 18",
    )
    rules |= _forbid(
        "candidate_follows",
        "candidate",
        "INSERT",
        _FOLLOWS_ASTRAY,
        "a candidate follows the open candidate its review record names",
    )
    rules |= _forbid(
        "contributor_settled",
        "candidatecontributor",
        "INSERT",
        "EXISTS (SELECT 1 FROM sixdegree_publication_signoff WHERE candidate_id = NEW.candidate_id)",
        "who contributed is settled before anyone signs",
    )
    return rules


def _signatures() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= _forbid(
        "signoff_by_another",
        "signoff",
        "INSERT",
        _SIGNED_BY_ANOTHER,
        "a sign-off names both digests of an open candidate, and nobody signs what they helped to write",
    )
    rules |= _forbid(
        "signoff_reauthenticated",
        "signoff",
        "INSERT",
        _NOT_REAUTHENTICATED,
        "whoever signs has proved who they are within the last 15 minutes",
    )
    return rules


def _places_and_media() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= _forbid(
        "place_signed",
        "placeledgerentry",
        "INSERT",
        _PLACE_NOT_AS_SIGNED,
        "the place ledger takes the next place of a released candidate, as it was signed",
    )
    rules |= _forbid(
        "place_kept",
        "placeledgerentry",
        "INSERT",
        _PLACE_REFINES,
        "a place once public is kept or coarsened, never refined",
    )
    rules |= _forbid(
        "media_digest",
        "media",
        "INSERT",
        "sixdegree_sha256(NEW.content) IS NOT NEW.sha256",
        "media are kept under their own hash",
    )
    rules |= _forbid(
        "media_final", "media", "UPDATE", "1", "a picture is never changed: another is another row"
    )
    return rules


def _across_rows() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= _forbid(
        "facet_signed",
        "recordfacet",
        "INSERT",
        f"NOT EXISTS (SELECT 1 FROM {PREFIX}publicrecord WHERE id = NEW.record_id"  # noqa: S608
        " AND instr(CAST(bytes AS TEXT), NEW.value) > 0)",
        "a facet is found in the signed bytes",
    )
    rules |= _forbid(
        "recall_lifted",
        "recall",
        "UPDATE",
        _NOT_AFTER_THE_RECALL,
        "a recall is lifted by a release of its subject, submitted after it",
    )
    rules |= _forbid(
        "recall_answered",
        "recall",
        "UPDATE",
        _NOT_ANSWERED,
        "a recall is lifted where what it hid was released again or stays recalled",
    )
    rules |= _forbid(
        "signoff_of_now",
        "signoff",
        "INSERT",
        _NOT_OF_NOW,
        "a signature is of the moment it is written, by nobody whom the review record names",
    )
    rules |= _forbid(
        "record_own_id",
        "publicrecord",
        "INSERT",
        _NOT_ITS_OWN_ID,
        "an id is that of one case, one update or one page",
    )
    return rules


def _effects() -> dict[str, str]:
    rules: dict[str, str] = {}
    rules |= _after("withdrawal_closes", "withdrawal", _CLOSE)
    rules |= _after("recall_pauses", "recall", _PAUSE)
    rules |= _after("consent_ends_campaign", "consent", _END_MOVES, "UPDATE OF expires_at")
    rules |= _after("consent_pauses", "consent", _NOTHING_LEFT, "UPDATE OF locales, channels")
    return rules


def _erasure() -> dict[str, str]:
    candidate = _differs(*_columns("candidate", ("public_bytes", "review_bytes")))
    record = _differs(*_columns("publicrecord", ("bytes", "card", "first_published_on")))
    signoff = _differs(*_columns("signoff", ("checklist",)))
    sentence = "only a withdrawn case is erased, and whole"
    return {
        **_forbid(
            "candidate_erased",
            "candidate",
            "UPDATE",
            f"{_ERASES_CANDIDATE} AND ({candidate} OR {_CANDIDATE_NOT_WITHDRAWN})",
            sentence,
        ),
        **_forbid(
            "record_erased",
            "publicrecord",
            "UPDATE",
            f"{_ERASES_RECORD} AND ({record} OR {_RECORD_NOT_WITHDRAWN})",
            sentence,
        ),
        **_forbid(
            "signoff_erased",
            "signoff",
            "UPDATE",
            f"{_ERASES_OVERRIDES} AND ({signoff} OR {_OVERRIDES_NOT_ERASED})",
            sentence,
        ),
        **_forbid(
            "candidate_has_bytes",
            "candidate",
            "INSERT",
            "NEW.public_bytes IS NULL OR NEW.review_bytes IS NULL",
            "a candidate begins with its bytes",
        ),
        **_forbid(
            "record_has_bytes", "publicrecord", "INSERT", "NEW.bytes IS NULL", "a public record has its bytes"
        ),
    }


def _record() -> dict[str, str]:
    final = _changed("publicrecord", MIRRORED)
    moved = _differs("kind", "subject", "locale", "term_id") + " OR NEW.release_id < OLD.release_id"
    sentence = "a public record needs the bytes and the sign-offs of the candidate its release names"
    consent = "a case record belongs to the term its bytes name, to its consent, and to no withdrawal"
    follows = "a translation is released with the source it was made of, or after it"
    placed = "every place of a public record stands in the place ledger of its case"
    released = "NEW.release_id <> OLD.release_id"
    return {
        **_forbid(
            "record_kept",
            "publicrecord",
            "DELETE",
            "1",
            "a public record is never deleted: withdraw or recall",
        ),
        **_forbid(
            "record_final",
            "publicrecord",
            "UPDATE",
            f"NOT ({_ERASES_RECORD}) AND (NEW.release_id = OLD.release_id AND ({final})"
            f" OR {released} AND ({moved}))",
            "a public record changes only by a later release",
        ),
        **_forbid("record_signed", "publicrecord", "INSERT", _NOT_AS_SIGNED, sentence),
        **_forbid(
            "record_resigned", "publicrecord", "UPDATE", f"{released} AND ({_NOT_AS_SIGNED})", sentence
        ),
        **_forbid("record_follows", "publicrecord", "INSERT", _BEFORE_ITS_SOURCE, follows),
        **_forbid(
            "record_refollows", "publicrecord", "UPDATE", f"{released} AND ({_BEFORE_ITS_SOURCE})", follows
        ),
        **_forbid("record_placed", "publicrecord", "INSERT", _NOT_IN_THE_LEDGER, placed),
        **_forbid(
            "record_replaced", "publicrecord", "UPDATE", f"{released} AND ({_NOT_IN_THE_LEDGER})", placed
        ),
        **_forbid("record_consented", "publicrecord", "INSERT", _WITHOUT_CONSENT, consent),
        **_forbid(
            "record_reconsented", "publicrecord", "UPDATE", f"{released} AND ({_WITHOUT_CONSENT})", consent
        ),
    }


def _frozen(table: str, fillable: tuple[str, ...]) -> dict[str, str]:
    refilled = [f"OLD.{name} IS NOT NULL AND NEW.{name} IS NOT OLD.{name}" for name in fillable]
    when = " OR ".join([_changed(table, fillable), *refilled])
    if table in ERASABLE:
        when = f"NOT ({ERASABLE[table]}) AND ({when})"
    sentence = f"{table} keeps what happened"
    return {
        **_forbid(f"{table}_final", table, "UPDATE", when, f"{sentence}: it cannot be changed"),
        **_forbid(f"{table}_kept", table, "DELETE", "1", f"{sentence}: nothing is deleted from it"),
    }


def _changed(table: str, besides: tuple[str, ...]) -> str:
    return _differs(*_columns(table, besides))


def _columns(table: str, besides: tuple[str, ...]) -> list[str]:
    fields = apps.get_model("sixdegree_publication", table)._meta.local_fields
    return [field.column for field in fields if field.column not in besides]


def _differs(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)


def _forbid(name: str, table: str, event: str, when: str, sentence: str) -> dict[str, str]:
    sql = (
        f"CREATE TRIGGER {PREFIX}{name} BEFORE {event} ON {PREFIX}{table} FOR EACH ROW WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )
    return {PREFIX + name: sql}


def _after(name: str, table: str, body: str, event: str = "INSERT") -> dict[str, str]:
    sql = f"CREATE TRIGGER {PREFIX}{name} AFTER {event} ON {PREFIX}{table} FOR EACH ROW BEGIN {body} END"
    return {PREFIX + name: sql}


def drop(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in triggers():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def install(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    needed = {f"{PREFIX}publicrecord", f"{PREFIX}recall", f"{PREFIX}placeledgerentry", CLOSURES, CAMPAIGNS}
    if not needed <= tables:
        return
    drop(using)
    with connection.cursor() as cursor:
        for sql in triggers().values():
            cursor.execute(sql)


def register_sha256(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """On `connection_created`: SQLite has no SHA-256, so a connection without ours cannot write records.

    Nor does it compare what two texts say besides words.
    """
    if connection.vendor == "sqlite":
        connection.connection.create_function("sixdegree_sha256", 1, sha256, deterministic=True)
        connection.connection.create_function("sixdegree_frame", 1, frame, deterministic=True)


POSTGRESQL_TRIGGERS = {
    "publication_term_frozen",
    "publication_candidate_frozen",
    "publication_contributor_frozen",
    "publication_signoff_frozen",
    "publication_release_frozen",
    "publication_withdrawal_frozen",
    "publication_recall_frozen",
    "publication_log_frozen",
    "publication_consent_versioned",
    "publication_candidate_named",
    "publication_candidate_signers",
    "publication_contributor_settled",
    "publication_signoff_by_another",
    "publication_signoff_reauthenticated",
    "publication_place_frozen",
    "publication_place_signed",
    "publication_record_placed",
    "publication_record_signed",
    "publication_facet_signed",
    "publication_withdrawal_closes",
    "publication_recall_pauses",
    "publication_recall_lifted",
    "publication_candidate_changed",
    "publication_candidate_erased",
    "publication_candidate_has_bytes",
    "publication_record_changed",
    "publication_record_erased",
    "publication_record_has_bytes",
    "publication_signoff_changed",
    "publication_signoff_erased",
    "publication_consent_moves_campaign",
    "sixdegree_payments_donation_while_open",
    "publication_candidate_follows",
    "publication_record_follows",
    "publication_media_final",
    "publication_recall_answered",
    "publication_signoff_of_now",
    "publication_candidate_of_now",
    "publication_outbox_kept",
    "publication_outbox_as_committed",
    "publication_record_own_id",
    "publication_term_not_emptied",
    "publication_consent_not_emptied",
    "publication_candidate_not_emptied",
    "publication_contributor_not_emptied",
    "publication_signoff_not_emptied",
    "publication_release_not_emptied",
    "publication_record_not_emptied",
    "publication_place_not_emptied",
    "publication_withdrawal_not_emptied",
    "publication_recall_not_emptied",
    "publication_log_not_emptied",
    "publication_outbox_not_emptied",
    "publication_media_not_emptied",
}
POSTGRESQL_CONSTRAINTS = {
    "publication_candidate_digest",
    "publication_record_digest",
    "publication_media_digest",
    "publication_media_is_a_picture",
    "publication_record_consent",
    "publication_candidate_signers",
}


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the rules that should stand in this database and do not, or are switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return set(triggers()) - {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
            " UNION SELECT conname FROM pg_constraint WHERE convalidated"
        )
        return (POSTGRESQL_TRIGGERS | POSTGRESQL_CONSTRAINTS) - {row[0] for row in cursor.fetchall()}
