"""A mail says that something waits or came back; titles, words and comments stay in the house."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask

from review.actions import return_, submit

pytestmark = pytest.mark.django_db


def said():
    return "\n".join(sent.subject + sent.body for sent in mail.outbox)


def test_the_author_is_told_that_there_is_an_answer_and_not_which(
    draft, editor, reviewer, django_capture_on_commit_callbacks
):
    candidate = submit(draft, editor).candidate
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        return_(candidate.pk, reviewer, "The second part names a street.")
    assert [sent.to for sent in mail.outbox] == [[editor.email]]
    assert "Sari" not in said()
    assert "street" not in said()


def test_wagtails_own_mails_stay_silent_for_the_privacy_review(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    assert "Sari" not in said()


def test_a_refused_submission_mails_nobody(draft, editor, reviewer, django_capture_on_commit_callbacks):
    draft.summary = ""
    draft.save_revision(user=editor)
    with django_capture_on_commit_callbacks(execute=True):
        submit(draft, editor)
    assert mail.outbox == []


def test_the_hosts_other_workflows_mail_as_before(editor, reviewer, superuser):
    page = Page(title="Jobs", slug="jobs", live=False)
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision(user=editor)
    task = GroupApprovalTask.objects.create(name="Second look")
    workflow = Workflow.objects.create(name="Two editors")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(page, editor)
    state.current_task_state.specific.reject(user=superuser, comment="No.")
    assert any("Jobs" in sent.subject for sent in mail.outbox)


def test_comment_mails_carry_no_title_and_no_comment(draft, editor):
    context = {"page": draft, "editor": editor, "new_comments": [{"text": "Her street?"}], "user": editor}
    for name in ("updated_comments_subject.txt", "updated_comments.txt", "updated_comments.html"):
        text = render_to_string(f"wagtailadmin/notifications/{name}", context)
        assert "Sari" not in text
        assert "street" not in text


def test_a_reviewer_by_personal_right_is_told_too(draft, editor, person, django_capture_on_commit_callbacks):
    paula = person("paula")
    paula.user_permissions.add(Permission.objects.get(codename="sign_candidate"))
    assert not Group.objects.filter(user=paula).exists()
    with django_capture_on_commit_callbacks(execute=True):
        submit(draft, editor)
    assert [sent.to for sent in mail.outbox] == [[paula.email]]


class Down(BaseEmailBackend):
    """A mail server that answers nobody."""

    def send_messages(self, messages):
        raise ConnectionRefusedError("no mail today")


def test_while_the_mail_server_is_down_submitting_and_returning_still_answer(
    draft, editor, reviewer, second_reviewer, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    with django_capture_on_commit_callbacks(execute=True):
        candidate = submit(draft, editor).candidate
    with django_capture_on_commit_callbacks(execute=True):
        return_(candidate.pk, reviewer, "The second part names a street.")
    candidate.refresh_from_db()
    assert not candidate.is_open
    for person in (reviewer, second_reviewer, editor):
        assert f"to the account {person.pk} was not sent" in caplog.text
    assert "Sari" not in caplog.text


def test_what_comes_in_one_go_brings_one_mail(
    draft, editor, reviewer, settings, index, django_capture_on_commit_callbacks
):
    from wagtail.models import Page

    from home.pages.content import ContentPage, HomePage

    def submitted(page):
        with django_capture_on_commit_callbacks(execute=True):
            assert submit(page, editor).candidate is not None

    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="front", intro="Hello."))
    about = home.add_child(instance=ContentPage(title="About us", slug="about-us", intro="Who we are."))
    about.save_revision(user=editor)
    submitted(draft)
    submitted(about)
    assert [sent.to for sent in mail.outbox] == [[reviewer.email]]
    settings.SIXDEGREE_REVIEW_ONE_MAIL_WITHIN_MINUTES = 0
    submitted(about)
    assert len(mail.outbox) == 2
    assert "About" not in said()
