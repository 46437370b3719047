"""A reviewer comments on single parts; the author meets each comment at its part, and nobody else does."""

import pytest
from django.core import mail
from django.urls import reverse

from publication.models import LogEntry
from review.actions import return_, submit
from review.exceptions import CannotSign
from review.parts import by_place
from tests.kept import kept

pytestmark = pytest.mark.django_db

WORDS = "Her trade names her: leave the mending out."


@pytest.fixture
@kept
def candidate(draft, editor):
    return submit(draft, editor).candidate


@pytest.fixture
def place(draft):
    return f"milestones.{draft.milestones[0].id}"


@pytest.fixture
def returned(candidate, place, reviewer, signed_in, django_capture_on_commit_callbacks):
    form = {"return": "1", "reason": "Two things.", f"comment-{place}": WORDS, "comment-summary": "Shorter."}
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(reviewer).post(reverse("review_desk:candidate", args=[candidate.pk]), form)
    return candidate


def editor_of(page, client):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_form_has_a_field_for_each_part(candidate, place, reviewer, signed_in):
    page = signed_in(reviewer).get(reverse("review_desk:candidate", args=[candidate.pk])).content.decode()
    assert f'name="comment-{place}"' in page
    assert 'name="comment-summary"' in page
    assert "Milestone 1 · A house by the river" in page


def test_the_author_meets_them_at_the_parts_in_the_editors_order(returned, draft, place, editor, signed_in):
    page = editor_of(draft, signed_in(editor))
    assert page.index("Shorter.") < page.index(WORDS)
    assert f'data-review-place="{place}"' in page
    assert f'href="#:w:contentpath={place}"' in page
    assert "review/answer" in page


def test_they_stay_until_the_next_submission(returned, draft, editor, signed_in):
    client = signed_in(editor)
    assert all(WORDS in editor_of(draft, client) for _ in range(2))
    submit(draft, editor)
    assert WORDS not in editor_of(draft, client)


def test_no_mail_log_or_public_byte_has_them(returned, stranger):
    assert mail.outbox
    assert not [sent for sent in mail.outbox if WORDS in sent.subject + sent.body]
    assert not [entry for entry in LogEntry.objects.all() if "mending" in str(entry.detail)]
    assert b"mending" not in bytes(returned.public_bytes)
    assert WORDS not in stranger.get("/", follow=True).content.decode()


def test_other_staff_do_not_read_them(returned, draft, finance_officer, officer, signed_in):
    for person in (finance_officer, officer):
        assert WORDS not in editor_of(draft, signed_in(person))


@pytest.mark.parametrize("comments", [{"milestones.nowhere": "?"}, {"summary": "x" * 2001}])
def test_a_comment_on_nothing_or_without_end_returns_nothing(candidate, reviewer, comments):
    with pytest.raises(CannotSign):
        return_(candidate.pk, reviewer, "See below.", comments)
    candidate.refresh_from_db()
    assert candidate.is_open


def test_a_comment_alone_is_no_reason(candidate, place, reviewer, signed_in):
    answer = signed_in(reviewer).post(
        reverse("review_desk:candidate", args=[candidate.pk]),
        {"return": "1", "reason": "", f"comment-{place}": WORDS},
    )
    assert WORDS in answer.content.decode()
    candidate.refresh_from_db()
    assert candidate.is_open


def test_every_kind_has_parts_of_its_own():
    page = {
        "kind": "page",
        "body": [{"type": "list", "items": ["One", "Two"]}, {"type": "quote", "text": "Three"}],
    }
    assert list(by_place(page)) == ["title", "intro", "body.1", "body.2"]
    assert list(by_place({"kind": "update"})) == ["title", "date", "body"]
    assert "wording" in by_place({"kind": "site"})
