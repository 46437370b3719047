"""Whoever signs holds the right to by a row and had no hand in the page, asked once more at the signature.

The contributors of a candidate are settled at its submission and stay the rule. This reads the tables they
were read from: a row that was left out, or was written since, does not let its author sign.
"""

import json
from typing import Any

import swapper
from django.contrib.auth import get_user_model

from publication.models import Candidate
from review.projection import journey
from review.submission import WRITING, hands_on

NAME = "sixdegree_review_signer"


def wrote_since(candidate: Candidate, person: Any) -> bool:
    """Whether this person had a hand in the candidate's page or a stage, before or after the submission."""
    return person.pk in hands_on(candidate.source) | _worded(candidate)


def _worded(candidate: Candidate) -> set[int]:
    return set() if candidate.is_erased else journey.contributors(json.loads(bytes(candidate.public_bytes)))


def sqlite() -> str:
    """SQLite's share; PostgreSQL's are migrations 0006 and 0011."""
    refused = [_without_the_right(), _of_the_page(), _of_the_file(), _of_a_stage()]
    return f"""
        CREATE TRIGGER {NAME} BEFORE INSERT ON sixdegree_publication_signoff FOR EACH ROW
            WHEN {" OR ".join(refused)}
        BEGIN
            SELECT RAISE(ABORT, 'whoever signs holds the right by a row and helped to write nothing of it');
        END
    """


# What follows are conditions on NEW, a sign-off. The names in them are ours and Django's.
FROZEN = """
    FROM wagtailcore_revision revision
    JOIN sixdegree_publication_candidate candidate ON candidate.source = CAST(revision.id AS TEXT)
    JOIN sixdegree_review_guardedtype guarded ON guarded.content_type_id = revision.content_type_id
    WHERE candidate.id = NEW.candidate_id
"""
WRITTEN = f"SELECT revision.object_id {FROZEN}"
FILED = f"SELECT json_extract(revision.content, '$.case_file') {FROZEN}"


def _without_the_right() -> str:
    user = get_user_model()
    given, member = user._meta.get_field("user_permissions"), user._meta.get_field("groups")
    return f"""
        NOT EXISTS (SELECT 1 FROM {user._meta.db_table} WHERE id = NEW.reviewer_id AND is_active)
        OR NOT EXISTS (
            SELECT 1 FROM auth_permission permission
            JOIN django_content_type type ON type.id = permission.content_type_id
            WHERE type.app_label = 'sixdegree_review' AND permission.codename = 'sign_candidate' AND (
                EXISTS (
                    SELECT 1 FROM {given.m2m_db_table()} given
                    WHERE given.permission_id = permission.id
                    AND given.{given.m2m_column_name()} = NEW.reviewer_id
                ) OR EXISTS (
                    SELECT 1 FROM auth_group_permissions given
                    JOIN {member.m2m_db_table()} member ON member.group_id = given.group_id
                    WHERE given.permission_id = permission.id
                    AND member.{member.m2m_column_name()} = NEW.reviewer_id
                )
            )
        )
    """  # noqa: S608


def _of_the_page() -> str:
    """Whoever wrote one of its revisions, owns it, or did anything to it that counts as writing."""
    page = swapper.load_model("wagtailcore", "Page")._meta.db_table
    writing = ", ".join(f"'{action}'" for action in WRITING)
    return f"""
        EXISTS (
            SELECT 1 FROM wagtailcore_revision written
            JOIN sixdegree_review_guardedtype kept ON kept.content_type_id = written.content_type_id
            WHERE written.object_id IN ({WRITTEN}) AND written.user_id = NEW.reviewer_id
        ) OR EXISTS (
            SELECT 1 FROM {page} page
            WHERE CAST(page.id AS TEXT) IN ({WRITTEN}) AND page.owner_id = NEW.reviewer_id
        ) OR EXISTS (
            SELECT 1 FROM wagtailcore_pagelogentry entry
            WHERE CAST(entry.page_id AS TEXT) IN ({WRITTEN}) AND entry.user_id = NEW.reviewer_id
            AND entry.action IN ({writing})
        )
    """  # noqa: S608


def _of_the_file() -> str:
    return f"""
        EXISTS (
            SELECT 1 FROM sixdegree_casepages_casefileedit edit
            WHERE edit.case_file_id IN ({FILED}) AND edit.user_id = NEW.reviewer_id
        )
    """  # noqa: S608


def _of_a_stage() -> str:
    """Whoever worded a stage that its milestones are of."""
    return """
        EXISTS (
            SELECT 1 FROM sixdegree_publication_candidate candidate
            JOIN json_each(CAST(candidate.public_bytes AS TEXT), '$.milestones') milestone
            JOIN sixdegree_casepages_stage stage ON stage.slug = json_extract(milestone.value, '$.stage')
            JOIN sixdegree_casepages_stageedit edit ON edit.stage_id = stage.id
            WHERE candidate.id = NEW.candidate_id AND edit.user_id = NEW.reviewer_id
        )
    """
