"""The public record: signed, consented to, placed, and of one subject."""

from django.contrib.auth import get_user_model

from publication.triggers.erasure import ERASES_RECORD
from publication.triggers.writing import changed, differs, forbid

MIRRORED = ("status", "funding_version")
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
_NOT_ITS_OWN_ID = """
NEW.kind <> 'case' AND NEW.subject IN (SELECT public_id FROM sixdegree_publication_publicationterm)
OR EXISTS (
    SELECT 1 FROM sixdegree_publication_publicrecord o
    WHERE o.subject = NEW.subject AND (o.kind <> NEW.kind OR o.term_id IS NOT NEW.term_id)
)
"""
_NOT_IN_THE_BYTES = """
NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_publicrecord
    WHERE id = NEW.record_id AND instr(CAST(bytes AS TEXT), NEW.value) > 0
)
"""
# Within a string canonical JSON escapes every quotation mark, so no text can hold a whole member.
_NO_MEMBER = """
NEW.name IN ('media', 'slug') AND NOT EXISTS (
    SELECT 1 FROM sixdegree_publication_publicrecord WHERE id = NEW.record_id AND instr(
        CAST(bytes AS TEXT),
        CASE NEW.name WHEN 'media' THEN '"sha256":"' ELSE '"slug":"' END || NEW.value || '"'
    ) > 0
)
"""
_TOO_FEW_STILL_THERE = """
EXISTS (
    SELECT 1 FROM sixdegree_publication_candidate c WHERE c.id = NEW.candidate_id AND c.signers_required > (
        SELECT count(DISTINCT s.reviewer_id) FROM sixdegree_publication_signoff s
        JOIN {user} person ON person.{key} = s.reviewer_id AND person.is_active
        WHERE s.candidate_id = c.id AND s.digest = NEW.digest AND s.release_id = NEW.release_id
        AND s.reviewer_id <> c.submitted_by_id AND s.reviewer_id NOT IN (
            SELECT user_id FROM sixdegree_publication_candidatecontributor WHERE candidate_id = c.id
        )
    )
)
"""


def records() -> dict[str, str]:
    final = changed("publicrecord", MIRRORED)
    moved = differs("kind", "subject", "locale", "term_id") + " OR NEW.release_id < OLD.release_id"
    sentence = "a public record needs the bytes and the sign-offs of the candidate its release names"
    consent = "a case record belongs to the term its bytes name, to its consent, and to no withdrawal"
    follows = "a translation is released with the source it was made of, or after it"
    placed = "every place of a public record stands in the place ledger of its case"
    active = "a public record needs the sign-offs of people whose accounts are active"
    released = "NEW.release_id <> OLD.release_id"
    return {
        **forbid(
            "record_kept",
            "publicrecord",
            "DELETE",
            "1",
            "a public record is never deleted: withdraw or recall",
        ),
        **forbid(
            "record_final",
            "publicrecord",
            "UPDATE",
            f"NOT ({ERASES_RECORD}) AND (NEW.release_id = OLD.release_id AND ({final})"
            f" OR {released} AND ({moved}))",
            "a public record changes only by a later release",
        ),
        **forbid("record_signed", "publicrecord", "INSERT", _NOT_AS_SIGNED, sentence),
        **forbid("record_resigned", "publicrecord", "UPDATE", f"{released} AND ({_NOT_AS_SIGNED})", sentence),
        **forbid("record_signers_active", "publicrecord", "INSERT", _who_left(), active),
        **forbid(
            "record_resigners_active", "publicrecord", "UPDATE", f"{released} AND ({_who_left()})", active
        ),
        **forbid("record_follows", "publicrecord", "INSERT", _BEFORE_ITS_SOURCE, follows),
        **forbid(
            "record_refollows", "publicrecord", "UPDATE", f"{released} AND ({_BEFORE_ITS_SOURCE})", follows
        ),
        **forbid("record_placed", "publicrecord", "INSERT", _NOT_IN_THE_LEDGER, placed),
        **forbid(
            "record_replaced", "publicrecord", "UPDATE", f"{released} AND ({_NOT_IN_THE_LEDGER})", placed
        ),
        **forbid("record_consented", "publicrecord", "INSERT", _WITHOUT_CONSENT, consent),
        **forbid(
            "record_reconsented", "publicrecord", "UPDATE", f"{released} AND ({_WITHOUT_CONSENT})", consent
        ),
    }


def _who_left() -> str:
    user = get_user_model()._meta
    return _TOO_FEW_STILL_THERE.format(user=user.db_table, key=user.pk.column)


def of_one_subject() -> dict[str, str]:
    rules: dict[str, str] = {}
    found = "a facet is found in the signed bytes"
    member = "a picture or an address is a member of the signed bytes, not a word in them"
    rules |= forbid("facet_signed", "recordfacet", "INSERT", _NOT_IN_THE_BYTES, found)
    rules |= forbid("facet_resigned", "recordfacet", "UPDATE", _NOT_IN_THE_BYTES, found)
    rules |= forbid("facet_member", "recordfacet", "INSERT", _NO_MEMBER, member)
    rules |= forbid("facet_still_member", "recordfacet", "UPDATE", _NO_MEMBER, member)
    rules |= forbid(
        "record_own_id",
        "publicrecord",
        "INSERT",
        _NOT_ITS_OWN_ID,
        "an id is that of one case, one update or one page",
    )
    return rules
