"""Consent that runs out, is renewed, narrowed or widened: what the stranger sees, and what follows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from payments.models import Campaign, CampaignClosure
from publication import outbox, worker
from publication.actions import expiries
from publication.actions.consents import record_consent
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import Consent, ConsentExpiry, ConsentReminder, LogEntry, OutboxEntry
from tests.publication.stories import consented_term, public_case, released, story

pytestmark = pytest.mark.django_db


def says(client, term, locale="en"):
    return client.get(f"/api/v1/cases/{term.public_id}/?locale={locale}").status_code


def ends(term, after, locales=("en", "id", "th"), channels=("site_api",)):
    return record_consent(term, locales, channels, timezone.now() + after)


def campaign(term):
    return Campaign.objects.get(ref=term.campaign_ref)


def paused(term):
    return CampaignClosure.objects.filter(
        campaign_ref=term.campaign_ref, kind="paused", lifted_at=None
    ).exists()


class TestTheCampaignsEnd:
    def test_is_that_of_the_consent_from_the_release_on(self, editor, reviewer):
        term = public_case(editor, reviewer)
        assert campaign(term).open_until == Consent.objects.get().expires_at

    def test_moves_with_it_at_once_in_both_directions(self, editor, reviewer):
        term = public_case(editor, reviewer)
        for after in (timedelta(days=9), timedelta(days=900), timedelta(seconds=-1)):
            ends(term, after)
            assert campaign(term).open_until == Consent.objects.get().expires_at

    def test_moves_also_where_the_consent_was_changed_by_hand(self, editor, reviewer):
        term = public_case(editor, reviewer)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE sixdegree_publication_consent SET version = 2, expires_at = %s",
                [connection.ops.adapt_datetimefield_value(datetime(2020, 1, 1, tzinfo=UTC))],
            )
        assert campaign(term).open_until.year == 2020


class TestExpiry:
    def test_hides_at_once_and_the_rest_follows_once(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        ends(term, timedelta(seconds=-1))
        assert [says(stranger, term, locale) for locale in ("en", "id")] == [410, 410]
        assert stranger.get("/api/v1/cases/").json()["results"] == []
        outbox.drain()
        assert expiries.notice() == 1
        assert OutboxEntry.objects.filter(kind="expiry").count() == 1
        assert LogEntry.objects.get(verb="consent.expire").subject == term.public_id
        assert outbox.drain() == 1
        assert paused(term)
        assert expiries.notice() == 0
        assert OutboxEntry.objects.filter(kind="expiry").count() == 1

    def test_a_renewal_shows_the_same_signed_bytes_again(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        before = stranger.get(f"/api/v1/cases/{term.public_id}/").json()["case"]
        ends(term, timedelta(seconds=-1))
        worker.tick()
        assert says(stranger, term) == 410
        ends(term, timedelta(days=30))
        worker.tick()
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").json()["case"] == before
        assert not paused(term)
        assert stranger.get("/api/v1/cases/").json()["results"][0]["funding"]["status"] == "open"

    def test_a_renewal_that_no_longer_covers_a_language_keeps_it_hidden(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        ends(term, timedelta(seconds=-1))
        worker.tick()
        ends(term, timedelta(days=30), locales=("en",))
        worker.tick()
        assert (says(stranger, term), says(stranger, term, "id")) == (200, 410)

    def test_each_later_end_is_noticed_again(self, editor, reviewer):
        term = public_case(editor, reviewer)
        for days in (2, 1):
            ends(term, timedelta(days=-days))
            assert expiries.notice() == 1
        assert ConsentExpiry.objects.count() == 2

    def test_after_a_withdrawal_there_is_nothing_left_to_expire(self, editor, reviewer):
        term = public_case(editor, reviewer)
        Consent.objects.update(expires_at=timezone.now() - timedelta(days=1), version=2)
        withdraw(term.public_id, None)
        assert expiries.notice() == 0

    def test_of_what_was_never_public_nothing_follows(self):
        term = consented_term(days=-1)
        assert expiries.notice() == 0
        assert term.public_id


class TestScope:
    def test_a_language_taken_back_is_gone_at_the_next_request_and_the_campaign_goes_on(
        self, stranger, editor, reviewer
    ):
        term = public_case(editor, reviewer, "en", "id")
        ends(term, timedelta(days=30), locales=("en",))
        answer = stranger.get(f"/api/v1/cases/{term.public_id}/?locale=id")
        assert answer.status_code == 410
        assert answer.json()["locales"] == ["en"]
        assert says(stranger, term) == 200
        assert not paused(term)

    @pytest.mark.parametrize(
        "left", [{"locales": ("th",)}, {"locales": ()}, {"channels": ("open_data",)}, {"channels": ()}]
    )
    def test_where_nothing_is_left_the_campaign_pauses_in_the_same_moment(
        self, stranger, editor, reviewer, left
    ):
        term = public_case(editor, reviewer, "en", "id")
        ends(term, timedelta(days=30), **left)
        assert [says(stranger, term, locale) for locale in ("en", "id")] == [410, 410]
        # Before the worker has done anything.
        assert paused(term)
        ends(term, timedelta(days=30))
        outbox.drain()
        assert not paused(term)

    def test_a_recalled_language_does_not_keep_it_open(self, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        recall(term.public_id, "en", reviewer)
        assert not paused(term)
        ends(term, timedelta(days=30), locales=("en",))
        assert paused(term)

    def test_search_engines_taken_back_is_a_header_at_the_next_request(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, term=consented_term(channels=("site_api", "search_engines")))
        addresses = [f"/api/v1/cases/{term.public_id}/", f"/en/cases/{term.public_id}/"]
        assert not any("noindex" in stranger.get(one).get("X-Robots-Tag", "") for one in addresses)
        ends(term, timedelta(days=30))
        for one in addresses:
            assert stranger.get(one)["X-Robots-Tag"] == "noindex, noarchive"

    def test_a_language_beyond_the_scope_still_needs_its_own_release(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, term=consented_term(locales=("en",)))
        ends(term, timedelta(days=30))
        assert says(stranger, term, "id") == 404
        released(story(term.public_id, "id"), editor, reviewer)
        assert says(stranger, term, "id") == 200


class TestReminders:
    def sent(self):
        reminders = expiries.due_reminders()
        ConsentReminder.objects.bulk_create(reminders)
        return [reminder.days for reminder in reminders]

    def test_sixty_and_fourteen_days_before_once_each(self):
        term = consented_term(days=61)
        assert self.sent() == []
        ends(term, timedelta(days=59))
        assert (self.sent(), self.sent()) == ([60], [])
        ends(term, timedelta(days=13))
        assert (self.sent(), self.sent()) == ([14], [])

    def test_a_short_consent_is_reminded_of_once(self):
        consented_term(days=10)
        assert (self.sent(), self.sent()) == ([14], [])

    def test_of_one_that_was_withdrawn_ended_or_allows_nothing_nobody_is_reminded(self):
        withdraw(consented_term(days=10).public_id, None)
        consented_term(days=-1)
        consented_term(days=10, channels=())
        assert self.sent() == []
