"""A year's table: bytes of that digest, made before they are approved, by another."""

from django.contrib.auth import get_user_model

from publication.triggers.writing import forbid

_NOT_AS_MADE = """
sixdegree_sha256(NEW.content) IS NOT NEW.digest OR NEW.approved_at IS NOT NULL
OR NEW.superseded_at IS NOT NULL OR NEW.year >= CAST(strftime('%Y', 'now') AS INTEGER)
"""
_BY_ITS_MAKER = """
NEW.approved_by_id IS NOT OLD.approved_by_id AND (
    NEW.approved_by_id IS NEW.made_by_id
    OR NOT EXISTS (SELECT 1 FROM {user} WHERE {key} = NEW.approved_by_id AND is_active)
)
"""


def open_data() -> dict[str, str]:
    user = get_user_model()._meta
    by_its_maker = _BY_ITS_MAKER.format(user=user.db_table, key=user.pk.column)
    made = "a table has the digest of its bytes and is made, of a year that is over, before it is approved"
    return {
        **forbid("open_data_made", "opendatatable", "INSERT", _NOT_AS_MADE, made),
        **forbid(
            "open_data_by_another",
            "opendatatable",
            "UPDATE",
            by_its_maker,
            "a table is approved by an active account that did not make it",
        ),
    }
