"""Counts the triggers that guard `live`, the signature and who may give it, on either database."""

from typing import Any

from review.guard import sqlite

POSTGRESQL = {
    "sixdegree_review_live_page",
    "sixdegree_review_live_released",
    "sixdegree_review_signer",
    "sixdegree_review_signer_stages",
    "sixdegree_review_type_kept",
    "sixdegree_review_type_same",
    "sixdegree_review_page_type",
    "sixdegree_review_account_changed",
    "sixdegree_review_account_joined",
    "sixdegree_review_account_allowed",
    "sixdegree_review_group_allowed",
    "sixdegree_review_account_seen",
    "sixdegree_review_account_kept",
    "sixdegree_review_accounts_not_emptied",
    "sixdegree_review_signer_seen",
}

QUERIES = {
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
}


def expected(connection: Any) -> set[str]:
    return {"postgresql": POSTGRESQL, "sqlite": set(sqlite.triggers())}.get(connection.vendor, set())


def installed(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[connection.vendor])
        return {row[0] for row in cursor.fetchall()}
