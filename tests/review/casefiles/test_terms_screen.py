"""Oranuch enters protected terms; nobody, she included, is shown one again."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter
from wagtail.admin.models import FormState

from casepages.models import CaseFile, GuardedName, ProtectedTerm
from publication.actions.withdraw import withdraw as withdraw_by_id
from publication.models import PublicationTerm
from publication.outbox import drain
from review.actions.case_files import record_consent
from review.actions.protected_terms import enter
from review.actions.withdrawal import withdraw

pytestmark = pytest.mark.django_db

SECRET = "Maria Fernandosa"


@pytest.fixture
def screen(case_file):
    return reverse("case_files:terms", args=[case_file.pk])


def test_what_is_typed_is_kept_counted_and_never_sent_back(officer, screen, signed_in, case_file):
    client = signed_in(officer)
    typed = {"kind": "legal_name", "terms": f"{SECRET}\nLi\n\n陈美玲"}
    page = client.post(screen, typed, follow=True)
    said = page.content.decode()
    assert "2 terms are protected from now on." in said
    assert "line 2" in said
    assert "Legal name" in said
    assert case_file.protected_terms.count() == 2
    file_page = client.get(reverse("case_files:edit", args=[case_file.pk])).content.decode()
    for shown in (said, file_page):
        assert "Fernandosa" not in shown
        assert "陈美玲" not in shown
    assert "no-store" in page.headers["Cache-Control"]
    assert not FormState.objects.exists()


def test_a_form_that_cannot_be_read_is_not_sent_back_either(officer, screen, signed_in):
    said = signed_in(officer).post(screen, {"kind": "no such kind", "terms": SECRET}, follow=True)
    assert "Nothing was kept" in said.content.decode()
    assert "Fernandosa" not in said.content.decode()


def test_the_browser_is_asked_to_remember_and_to_check_nothing(officer, screen, signed_in):
    page = signed_in(officer).get(screen).content.decode()
    assert 'autocomplete="off"' in page
    assert 'spellcheck="false"' in page


def test_a_kind_is_removed_as_a_whole(officer, screen, signed_in, case_file):
    client = signed_in(officer)
    client.post(screen, {"kind": "legal_name", "terms": SECRET})
    client.post(screen, {"kind": "nickname", "terms": "Sari\nMali"})
    asked = client.get(screen, {"remove": "nickname"}).content.decode()
    assert "Remove all 2 terms (nickname)? Nobody can bring them back" in asked
    assert case_file.protected_terms.count() == 3
    page = client.post(screen, {"kind": "nickname", "remove": "1"}, follow=True).content.decode()
    assert "2 terms were removed: nickname." in page
    assert [term.kind for term in case_file.protected_terms.all()] == ["legal_name"]


def test_nothing_is_asked_of_a_kind_that_is_not_kept(officer, screen, signed_in):
    for asked in ("nickname", "no such kind", "<script>"):
        page = signed_in(officer).get(screen, {"remove": asked}).content.decode()
        assert "Yes, remove them" not in page


def test_a_repeated_line_is_named_by_its_number_alone(officer, screen, signed_in, case_file):
    typed = {"kind": "legal_name", "terms": f"{SECRET}\n{SECRET.upper()}"}
    said = signed_in(officer).post(screen, typed, follow=True).content.decode()
    assert "1 term is protected from now on." in said
    assert "it says the same as a line above it: line 2." in said
    assert "ernandosa" not in said.lower()


@pytest.mark.parametrize("who", ["editor", "reviewer", "finance_officer", "operator"])
def test_others_neither_enter_nor_see_nor_remove(who, request, officer, screen, signed_in, case_file):
    enter(case_file, "legal_name", [SECRET], officer)
    client = signed_in(request.getfixturevalue(who))
    assert client.get(screen).status_code == 302
    client.post(screen, {"kind": "nickname", "terms": "Sari"})
    client.post(screen, {"kind": "legal_name", "remove": "1"})
    assert [term.kind for term in ProtectedTerm.objects.all()] == ["legal_name"]


def test_the_stranger_is_sent_to_sign_in(screen, case_file):
    answers = [Client().get(screen), Client().post(screen, {"kind": "nickname", "terms": "Sari"})]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert all("/login/" in answer.url for answer in answers)
    assert not ProtectedTerm.objects.exists()


def test_an_error_report_has_no_term(officer, screen, signed_in, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(CaseFile, "protected_terms", property(fail))
    client = signed_in(officer)
    client.raise_request_exception = False
    reports = []

    class Keeps(logging.Handler):
        def emit(self, record):
            reports.append(ExceptionReporter(record.request, *record.exc_info).get_traceback_text())

    handler = Keeps()
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert client.post(screen, {"kind": "legal_name", "terms": SECRET}).status_code == 500
    finally:
        logger.removeHandler(handler)
    (report,) = reports
    assert "the disk is full" in report
    assert "Fernandosa" not in report
    assert "Fernandosa" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_forgets_the_terms_first_of_all(officer, case_file):
    enter(case_file, "legal_name", [SECRET], officer)
    withdraw(case_file, officer, "")
    drain()
    assert not ProtectedTerm.objects.exists()
    assert not GuardedName.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_terms_entered_for_a_renewed_consent_stay_where_the_worker_comes_late(officer, case_file):
    withdraw_by_id(PublicationTerm.objects.get(case_ref=case_file.ref).public_id, None, "")
    record_consent(case_file, case_file.consent, officer)
    enter(case_file, "legal_name", [SECRET], officer)
    drain()
    assert ProtectedTerm.objects.count() == 1
