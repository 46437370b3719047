"""Whoever signs holds the right to by a row and had no hand in the page, asked once more at the signature.

The contributors of a candidate are settled at its submission and stay the rule. This reads the tables they
were read from: a row that was left out, or was written since, does not let its author sign.
"""

from typing import Any

import swapper
from django.contrib.auth import get_user_model

from publication.models import Candidate
from review.submission import WRITING, hands_on

NAME = "sixdegree_review_signer"


def wrote_since(candidate: Candidate, person: Any) -> bool:
    """Whether this person had a hand in the candidate's page, before or after it was submitted."""
    return person.pk in hands_on(candidate.source)


def sqlite() -> str:
    """SQLite's share; PostgreSQL's is migration 0006."""
    page = swapper.load_model("wagtailcore", "Page")._meta.db_table
    user = get_user_model()
    groups = user._meta.get_field("groups")
    permissions = user._meta.get_field("user_permissions")
    writing = ", ".join(f"'{action}'" for action in WRITING)
    frozen = """
        FROM wagtailcore_revision revision
        JOIN sixdegree_publication_candidate candidate ON candidate.source = CAST(revision.id AS TEXT)
        JOIN sixdegree_review_guardedtype guarded ON guarded.content_type_id = revision.content_type_id
        WHERE candidate.id = NEW.candidate_id
    """
    # The names are ours and Django's.
    written = f"SELECT revision.object_id {frozen}"
    filed = f"SELECT json_extract(revision.content, '$.case_file') {frozen}"
    return f"""
        CREATE TRIGGER {NAME} BEFORE INSERT ON sixdegree_publication_signoff FOR EACH ROW WHEN
            NOT EXISTS (SELECT 1 FROM {user._meta.db_table} WHERE id = NEW.reviewer_id AND is_active)
            OR NOT EXISTS (
                SELECT 1 FROM auth_permission permission
                JOIN django_content_type type ON type.id = permission.content_type_id
                WHERE type.app_label = 'sixdegree_review' AND permission.codename = 'sign_candidate' AND (
                    EXISTS (
                        SELECT 1 FROM {permissions.m2m_db_table()} given
                        WHERE given.permission_id = permission.id
                        AND given.{permissions.m2m_column_name()} = NEW.reviewer_id
                    ) OR EXISTS (
                        SELECT 1 FROM auth_group_permissions given
                        JOIN {groups.m2m_db_table()} member ON member.group_id = given.group_id
                        WHERE given.permission_id = permission.id
                        AND member.{groups.m2m_column_name()} = NEW.reviewer_id
                    )
                )
            )
            OR EXISTS (
                SELECT 1 FROM wagtailcore_revision written
                JOIN sixdegree_review_guardedtype kept ON kept.content_type_id = written.content_type_id
                WHERE written.object_id IN ({written}) AND written.user_id = NEW.reviewer_id
            )
            OR EXISTS (
                SELECT 1 FROM {page} page
                WHERE CAST(page.id AS TEXT) IN ({written}) AND page.owner_id = NEW.reviewer_id
            )
            OR EXISTS (
                SELECT 1 FROM wagtailcore_pagelogentry entry
                WHERE CAST(entry.page_id AS TEXT) IN ({written}) AND entry.user_id = NEW.reviewer_id
                AND entry.action IN ({writing})
            )
            OR EXISTS (
                SELECT 1 FROM sixdegree_casepages_casefileedit edit
                WHERE edit.case_file_id IN ({filed}) AND edit.user_id = NEW.reviewer_id
            )
        BEGIN
            SELECT RAISE(ABORT, 'whoever signs holds the right by a row and helped to write nothing of it');
        END
    """  # noqa: S608
