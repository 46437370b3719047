"""Oranuch enters what no text may say; the database has no letter of it, and another case no trace."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casepages import readers
from casepages.actions import enter_terms, forget_terms, remove_terms, rotate_terms
from casepages.exceptions import Unreadable
from casepages.models import CaseFile, CaseFileEdit, GuardedName, ProtectedForm, ProtectedTerm
from casepages.terms.finding import find

pytestmark = pytest.mark.django_db

NAMES = ["Maria Fernandosa", "", "สมใจ ใจดีงาม", "陈美玲"]
OLD, NEW = "an old key that is long enough to be one", "a new key that is long enough to be one"


@pytest.fixture
def oranuch(django_user_model):
    return django_user_model.objects.create_user("oranuch")


@pytest.fixture
def case_file():
    return CaseFile.objects.create(currency="USD")


@pytest.fixture
def another():
    return CaseFile.objects.create(currency="USD")


def found(text, case_file):
    return [
        text[hit.begins : hit.ends]
        for hit in find(text, readers.protected_forms(case_file.ref), case_file.ref)
    ]


def found_everywhere(text):
    return [text[hit.begins : hit.ends] for hit in find(text, readers.guarded_names(), "")]


def dumped():
    out = io.StringIO()
    call_command("dumpdata", "sixdegree_casepages", stdout=out)
    return out.getvalue()


def test_a_term_is_found_and_stands_nowhere_in_the_database(case_file, oranuch):
    entered = enter_terms(case_file, "legal_name", NAMES, oranuch)
    assert (entered.kept, entered.too_short) == (3, [])
    assert found("Then Maria Fernandoza came.", case_file) == ["Maria Fernandoza"]
    for part in ("Fernandosa", "fernandosa", "สมใจ", "陈美玲"):
        assert part not in dumped()


def test_who_entered_how_many_of_a_kind_is_told_and_notes_a_hand_in_the_file(case_file, oranuch):
    enter_terms(case_file, "nickname", ["Sari", "Mali"], oranuch)
    (told,) = readers.terms_by_kind(case_file)
    assert (told.kind, told.count, told.by) == ("nickname", 2, "oranuch")
    assert case_file.edits.get().verb == CaseFileEdit.TERMS
    assert readers.contributors(case_file) == {oranuch.pk}


def test_what_is_too_short_long_or_many_is_told_by_its_line(case_file, oranuch):
    lines = ["Li", "", "x" * 201, *(f"name number {number}" for number in range(201))]
    entered = enter_terms(case_file, "alias", lines, oranuch)
    assert (entered.kept, entered.too_short, entered.too_long, entered.too_many) == (200, [1], [3], [204])


def test_a_line_that_says_the_same_again_counts_once(case_file, oranuch):
    told = enter_terms(case_file, "legal_name", [NAMES[0], "maria  FERNANDOSA", "陈美玲"], oranuch)
    assert (told.kept, told.repeated) == (2, [2])
    assert case_file.protected_terms.count() == 2
    assert found("Call Maria Fernandosa.", case_file) == ["Maria Fernandosa"]


def test_who_enters_a_guess_does_not_learn_whether_it_was_kept_before(case_file, oranuch):
    enter_terms(case_file, "legal_name", NAMES, oranuch)
    told = enter_terms(case_file, "legal_name", [NAMES[0]], oranuch)
    assert (told.kept, told.repeated) == (1, [])


def test_a_full_name_is_guarded_in_every_text_and_a_first_name_in_its_cases_alone(case_file, oranuch):
    enter_terms(case_file, "legal_name", ["Maria Fernandosa", "Maria"], oranuch)
    enter_terms(case_file, "home_town", ["Ban Nong Khwae Yai"], oranuch)
    assert found_everywhere("Maria Fernandosa of Ban Nong Khwae Yai") == ["Maria Fernandosa"]
    assert found_everywhere("Our colleague Maria writes the news.") == []


def test_equal_names_tie_no_cases_together(case_file, another, oranuch):
    for file in (case_file, another):
        enter_terms(file, "legal_name", ["Maria Fernandosa"], oranuch)
    tags = [bytes(form.tag) for form in ProtectedForm.objects.all()]
    owners = [bytes(row.owner) for row in GuardedName.objects.all()]
    assert len(set(tags)) == len(tags) == 4
    assert len(set(owners)) == len(owners) == 4
    assert {field.name for field in GuardedName._meta.fields}.isdisjoint({"case_file", "term", "entered_at"})


def test_a_kind_is_removed_as_a_whole_with_its_guarded_names_and_nobody_elses(case_file, another, oranuch):
    enter_terms(case_file, "legal_name", ["Maria Fernandosa"], oranuch)
    enter_terms(case_file, "nickname", ["Sari"], oranuch)
    enter_terms(another, "legal_name", ["Siti Rahmadewi"], oranuch)
    assert remove_terms(case_file, "legal_name", oranuch) == 1
    text = "Maria Fernandosa, Sari, Siti Rahmadewi"
    assert found(text, case_file) == ["Sari"]
    assert found_everywhere(text) == ["Siti Rahmadewi"]


def test_a_case_is_forgotten_whole_and_twice_is_as_good_as_once(case_file, another, oranuch):
    for file in (case_file, another):
        enter_terms(file, "legal_name", ["Maria Fernandosa", "Siti Rahmadewi"], oranuch)
    assert forget_terms(case_file.ref) == 2
    assert forget_terms(case_file.ref) == 0
    assert ProtectedTerm.objects.filter(case_file=another).count() == 2
    assert GuardedName.objects.count() == 4


def test_terms_are_found_under_a_new_key_that_wraps_the_old_one_and_removed_with_it(
    case_file, oranuch, settings
):
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [OLD]
    enter_terms(case_file, "legal_name", ["Maria Fernandosa"], oranuch)
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [NEW, OLD]
    enter_terms(case_file, "nickname", ["Sari"], oranuch)
    assert rotate_terms() == 4
    assert rotate_terms() == 0
    assert found("Maria Fernandoza or Sari", case_file) == ["Maria Fernandoza", "Sari"]
    assert found_everywhere("Maria Fernandosa") == ["Maria Fernandosa"]
    forget_terms(case_file.ref)
    assert GuardedName.objects.count() == 0


def test_a_wrapped_term_is_worth_nothing_to_who_has_the_old_key_alone(case_file, oranuch, settings):
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [OLD]
    enter_terms(case_file, "nickname", ["Sari"], oranuch)
    before = [bytes(form.tag) for form in ProtectedForm.objects.order_by("pk")]
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [NEW, OLD]
    call_command("rotate_term_keys", stdout=io.StringIO())
    assert set(before).isdisjoint(bytes(form.tag) for form in ProtectedForm.objects.all())
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [OLD]
    with pytest.raises(Unreadable, match="SIXDEGREE_CASEPAGES_TERM_KEYS"):
        found("Sari", case_file)


def test_the_command_says_how_many_it_wrapped(case_file, oranuch, settings):
    enter_terms(case_file, "nickname", ["Sari", "Mali"], oranuch)
    settings.SIXDEGREE_CASEPAGES_TERM_KEYS = [NEW, *settings.SIXDEGREE_CASEPAGES_TERM_KEYS]
    out = io.StringIO()
    call_command("rotate_term_keys", stdout=out)
    assert out.getvalue().startswith("4 rows wrapped in key ")


def test_no_statement_carries_a_term(case_file, oranuch):
    with CaptureQueriesContext(connection) as queries:
        enter_terms(case_file, "legal_name", ["Maria Fernandosa"], oranuch)
        found("Maria Fernandosa", case_file)
    said = " ".join(query["sql"] for query in queries).casefold()
    assert "insert" in said
    assert "fernandosa" not in said
