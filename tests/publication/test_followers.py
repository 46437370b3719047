"""Who follows a story hears that there is news, if the survivor's consent has it; nothing once withdrawn."""

import pytest

from payments.donors.actions import follow, open_account
from payments.models import OutboxEntry
from publication import outbox
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.identifiers import opaque_id
from tests.publication.stories import consented_term, public_case, released, update_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(editor, reviewer):
    """A public case whose consent has news mails, and Linnea, who follows it."""
    term = public_case(editor, reviewer, term=consented_term(channels=("site_api", "news_mails")))
    follow(open_account("linnea@donors.example", "en"), term.campaign_ref)
    outbox.drain()
    return term


def mails():
    outbox.drain()
    return OutboxEntry.objects.filter(kind="donor_news")


def test_an_update_is_news_to_who_follows_and_its_mail_names_her_account_alone(told, editor, reviewer):
    assert not mails().exists()
    released(update_story(told.public_id, opaque_id()), editor, reviewer)
    assert [list(each.payload) for each in mails()] == [["account"]]


def test_without_the_channel_in_her_consent_nobody_is_mailed(editor, reviewer):
    term = public_case(editor, reviewer)
    follow(open_account("linnea@donors.example", "en"), term.campaign_ref)
    released(update_story(term.public_id, opaque_id()), editor, reviewer)
    assert not mails().exists()


def test_a_withdrawal_before_the_mail_was_asked_for_stops_it(told, editor, reviewer):
    released(update_story(told.public_id, opaque_id()), editor, reviewer)
    withdraw(told.public_id, reviewer, "asked for it")
    assert not mails().exists()


def test_an_update_that_was_recalled_before_the_mail_was_asked_for_stops_it(told, editor, reviewer):
    update = opaque_id()
    released(update_story(told.public_id, update), editor, reviewer)
    recall(update, None, reviewer)
    assert not mails().exists()


def test_the_story_itself_in_another_language_is_no_news(told, editor, reviewer):
    public_case(editor, reviewer, term=told)
    assert not mails().exists()
