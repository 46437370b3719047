"""The admin's first page tells everyone what waits for them, and names no case."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from casepages.models import CaseFile, Need
from payments.models import ProviderEvent
from publication.models import OutboxEntry, OutboxStep
from review.actions import submit
from review.actions.case_files import open_case, record_consent
from review.models import PrivacyConcern

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(signed_in):
    def page_of(person):
        return signed_in(person).get(reverse("wagtailadmin_home")).content.decode()

    return page_of


@pytest.fixture
def submitted(draft, editor):
    return submit(draft, editor)


def test_the_reviewer_reads_what_waits_and_how_much_of_it_is_hers(submitted, reviewer, start):
    PrivacyConcern.objects.create(subject="a-case", locale="en", text="I know her street")
    shown = start(reviewer)
    assert "1 submission waits at the privacy desk." in shown
    assert "You may sign 1." in shown
    assert f'href="{reverse("review_desk:queue")}"' in shown
    assert "1 privacy concern is open." in shown
    for word in ("Sari", "sews", "street", "a-case"):
        assert word not in shown


def test_what_one_wrote_is_not_counted_as_ones_own(submitted, editor, superuser, start):
    from django.contrib.auth.models import Group

    editor.groups.add(Group.objects.get(name="Privacy reviewers"))
    assert "You may sign 0." in start(editor)
    assert "You may sign 0." in start(superuser)


def test_the_officer_reads_of_consents_that_end_or_are_missing(case_file, officer, start):
    assert "Nothing waits for you." in start(officer)
    consent = case_file.consent
    consent.pk, consent.expires_on = None, timezone.localdate() + datetime.timedelta(days=20)
    record_consent(case_file, consent, officer)
    open_case(
        CaseFile(currency="USD", case_number="MC 9", needs=[Need(category="psychological", amount=9_000)]),
        None,
        officer,
    )
    shown = start(officer)
    assert "1 consent ends within 60 days." in shown
    assert "1 case file has no consent." in shown
    assert f'href="{reverse("case_files:index")}"' in shown
    assert case_file.short_name not in shown


def test_the_operator_reads_of_front_ends_that_were_not_reached(operator, start):
    assert "Nothing waits for you." in start(operator)
    entry = OutboxEntry.objects.create(kind="webhook", payload={})
    OutboxStep.objects.create(entry=entry, name="deliver", attempts=2)
    mail = OutboxEntry.objects.create(kind="registration", payload={})
    OutboxStep.objects.create(entry=mail, name="mail", attempts=2)
    assert "1 message to a front end failed and is tried again." in start(operator)


def test_the_finance_officer_reads_of_events_that_were_set_aside(finance_officer, start):
    assert "Nothing waits for you." in start(finance_officer)
    ProviderEvent.objects.create(
        event_id="evt_1", type="charge.refunded", livemode=False, quarantined_at=timezone.now()
    )
    shown = start(finance_officer)
    assert "1 event of the payment provider fits nothing here" in shown
    assert "evt_1" not in shown


def test_nobody_reads_what_waits_for_others(submitted, officer, editor, finance_officer, operator, start):
    for person in (officer, editor, finance_officer, operator):
        assert "submission waits" not in start(person)
    assert "What waits for you" not in start(editor)


def test_the_stranger_is_asked_who_she_is(submitted, stranger):
    answer = stranger.get(reverse("wagtailadmin_home"))
    assert answer.status_code == 302


def test_no_counter_points_at_news_outside(reviewer, signed_in):
    shown = signed_in(reviewer).get(reverse("wagtailadmin_home")).content.decode()
    assert "whats-new-in-wagtail" not in shown
    assert "new-in-wagtail" not in shown


def test_a_search_of_pages_is_offered_to_those_alone_who_may_look(officer, editor, start):
    assert 'role="search"' not in start(officer) and "Nothing waits for you." in start(officer)
    assert 'role="search"' in start(editor)
