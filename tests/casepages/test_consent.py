"""What a person agreed to: when, until when, in which languages, through which channels."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from casepages.actions import record_consent
from casepages.models import ConsentRecord

pytestmark = pytest.mark.django_db


def test_a_recorded_consent_covers_its_languages_and_channels(consent, malee):
    record_consent(consent, by=malee)
    assert consent.covers("en") and consent.covers("id", "search_engines")
    assert not consent.covers("th")
    assert not consent.covers("en", "open_data")


def test_it_covers_from_the_day_it_was_given_until_the_day_before_it_ends(consent):
    day = datetime.timedelta(days=1)
    assert consent.covers("en", on=consent.given_on)
    assert not consent.covers("en", on=consent.given_on - day)
    assert consent.covers("en", on=consent.expires_on - day)
    assert not consent.covers("en", on=consent.expires_on)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"locales": ["en", "tlh"]}, "Choose only from"),
        ({"locales": []}, "at least one language"),
        ({"locales": "en"}, "Choose only from"),
        ({"channels": ["site_api", "television"]}, "Choose only from"),
        ({"channels": ["search_engines"]}, "tick the site too"),
        ({"explained_by": ""}, "cannot be blank"),
        ({"expires_on": None}, "cannot be null"),
    ],
)
def test_a_wrong_scope_is_refused_in_a_sentence(consent, malee, wrong, sentence):
    for name, value in wrong.items():
        setattr(consent, name, value)
    with pytest.raises(ValidationError, match=sentence):
        record_consent(consent, by=malee)
    assert not ConsentRecord.objects.exists()


def test_consent_cannot_be_given_tomorrow(consent, malee):
    consent.given_on = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="future"):
        record_consent(consent, by=malee)


def test_the_database_refuses_a_consent_that_ends_before_it_begins(consent):
    consent.expires_on = consent.given_on
    with pytest.raises(IntegrityError), transaction.atomic():
        consent.save()


def test_consent_to_be_helped_without_being_shown_covers_nothing(consent, malee):
    consent.channels = consent.locales = []
    record_consent(consent, by=malee)
    assert not consent.covers("en")


def test_a_change_of_mind_is_a_new_record_and_the_newest_counts(case_file, consent, malee):
    first = record_consent(consent, by=malee).pk
    consent.locales = ["en"]
    record_consent(consent, by=malee)
    assert case_file.consent.locales == ["en"]
    assert ConsentRecord.objects.get(pk=first).locales == ["en", "id"]


def test_a_file_begins_without_consent(case_file):
    assert case_file.consent is None
