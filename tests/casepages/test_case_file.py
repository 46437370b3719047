"""A case officer's file: needs, goal, and a case number that only a key opens."""

import re

import pytest
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from casepages.actions import change_case_file, open_case_file
from casepages.models import CaseFile, CasePage, Need

pytestmark = pytest.mark.django_db


def stored(column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM sixdegree_casepages_casefile")
        return cursor.fetchone()[0]


def test_the_goal_is_the_sum_of_the_needs_before_and_after_saving(case_file):
    unsaved = CaseFile(
        currency="USD", needs=[Need(category="legal", amount=100), Need(category="medical", amount=250)]
    )
    assert unsaved.goal == 350
    assert CaseFile.objects.get().goal == 150000


def test_the_case_number_is_plain_to_the_officer_and_sealed_in_the_database(case_file):
    assert CaseFile.objects.get().case_number == "TH-2015/0042"
    assert "2015" not in stored("case_number")
    assert "2015" not in stored("case_number_fingerprint")


def test_the_private_note_of_a_need_is_sealed_in_the_database(case_file):
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM sixdegree_casepages_need WHERE category = 'psychological'")
        assert "Noor" not in cursor.fetchone()[0]


@pytest.mark.parametrize("typed", ["TH-2015/0042", "th 2015 0042", " TH20150042 "])
def test_a_file_is_found_by_its_number_however_it_is_typed(case_file, typed):
    assert CaseFile.objects.with_number(typed).get() == case_file


def test_another_number_finds_nothing(case_file):
    assert not CaseFile.objects.with_number("TH-2015/0043").exists()


def test_a_sealed_text_cannot_be_searched(case_file):
    with pytest.raises(FieldError, match="encrypted"):
        CaseFile.objects.filter(case_number__contains="TH").exists()


def test_a_new_key_reads_what_an_old_one_sealed(case_file, settings):
    old = settings.SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS
    settings.SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = ["u4bWSNnGSy7QJ7TQaTBLQk6sWhtYZ6XvvvN1nFYYJbQ=", *old]
    assert CaseFile.objects.get().case_number == "TH-2015/0042"


def test_a_lost_key_is_named_in_a_sentence(case_file, settings):
    from casepages.exceptions import Unreadable

    settings.SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = ["u4bWSNnGSy7QJ7TQaTBLQk6sWhtYZ6XvvvN1nFYYJbQ="]
    with pytest.raises(Unreadable, match="SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS"):
        CaseFile.objects.get()


def test_a_dump_holds_no_case_number_and_restores_it(case_file):
    dumped = serializers.serialize("json", CaseFile.objects.all())
    assert "TH-2015" not in dumped
    restored = next(serializers.deserialize("json", dumped)).object
    assert restored.case_number == "TH-2015/0042"


def test_two_files_cannot_have_one_number_and_the_refusal_names_the_other(case_file, malee):
    with pytest.raises(ValidationError, match=case_file.short_name):
        open_case_file(CaseFile(currency="USD", case_number="th 2015 0042"), by=malee)


def test_files_without_a_number_stand_beside_each_other(malee):
    for _each in range(2):
        open_case_file(CaseFile(currency="USD"), by=malee)
    assert CaseFile.objects.count() == 2


def test_its_public_name_is_random_and_its_label_says_nothing_of_the_person(case_file):
    assert re.fullmatch(r"File [A-Z2-9]{4} · USD 1,500 · 3 needs", str(case_file))
    assert case_file.short_name == f"File {case_file.ref[:4].upper()}"


def test_naming_files_in_a_list_reads_no_sealed_text(case_file, settings):
    settings.SIXDEGREE_CASEPAGES_ENCRYPTION_KEYS = []
    assert "USD 1,500" in str(CaseFile.objects.without_private_texts().get())


@pytest.mark.parametrize("need", [{"amount": 0}, {"amount": -5}, {"category": "holiday"}, {"amount": None}])
def test_a_need_without_price_or_known_purpose_is_refused_and_nothing_is_stored(malee, need):
    with pytest.raises(ValidationError):
        open_case_file(
            CaseFile(currency="USD", needs=[Need(**{"category": "legal", "amount": 5, **need})]), by=malee
        )
    assert not CaseFile.objects.exists()


def test_the_database_refuses_a_need_without_price(case_file):
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(case_file=case_file).update(amount=0)


def test_a_currency_that_is_not_configured_is_refused(malee):
    with pytest.raises(ValidationError, match="XTS"):
        open_case_file(CaseFile(currency="XTS"), by=malee)


def test_changed_needs_change_the_goal(case_file, malee):
    case_file.needs.add(Need(category="legal", amount=1000))
    change_case_file(case_file, by=malee)
    assert CaseFile.objects.get().goal == 151000


def test_a_file_that_a_page_tells_cannot_be_deleted(case_page, case_file):
    with pytest.raises(ProtectedError):
        case_file.delete()


def test_an_old_revision_opens_after_its_file_is_gone(case_page, case_file):
    revision = case_page.latest_revision
    CasePage.objects.update(case_file=None)
    case_file.delete()
    assert revision.as_object().case_file is None
