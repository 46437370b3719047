"""Whoever had a hand in a file or its consent is known, because they may not review the case."""

import pytest
from django.contrib.auth.models import User

from casepages.actions import change_case_file, record_consent
from casepages.readers import contributors

pytestmark = pytest.mark.django_db


@pytest.fixture
def anong(db):
    return User.objects.create_user("anong")


@pytest.fixture
def bayu(db):
    return User.objects.create_user("bayu")


def test_the_officer_who_opened_the_file_is_a_contributor(case_file, malee):
    assert contributors(case_file) == {malee.pk}


def test_so_are_those_who_changed_it_or_recorded_a_consent(case_file, consent, malee, anong, bayu):
    change_case_file(case_file, by=anong)
    record_consent(consent, by=bayu)
    assert contributors(case_file) == {malee.pk, anong.pk, bayu.pk}


def test_what_each_did_is_kept_in_order(case_file, consent, anong):
    record_consent(consent, by=anong)
    assert [edit.verb for edit in case_file.edits.all()] == ["consent", "opened"]


def test_a_refused_change_makes_nobody_a_contributor(case_file, consent, malee, bayu):
    consent.expires_on = consent.given_on
    with pytest.raises(Exception, match="Consent must end after"):
        record_consent(consent, by=bayu)
    assert contributors(case_file) == {malee.pk}


def test_a_colleague_who_left_leaves_the_record_behind(case_file, malee):
    malee.delete()
    assert contributors(case_file) == set()
    assert case_file.edits.count() == 1


def test_a_stranger_is_none(case_file, bayu):
    assert bayu.pk not in contributors(case_file)
