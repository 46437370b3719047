"""Each thing told of Sari may fit many; together they must not fit her alone."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from casepages.models import CaseFile, CasePage, Need
from publication.models import LogEntry
from review.actions import submit
from review.actions.case_files import open_case
from review.caseload.table import WrongTable, import_table
from review.models import CaseloadRow
from tests.review.conftest import area, milestone

pytestmark = pytest.mark.django_db

HEAD = "origin,age_band,exploitation,people,year_from,year_to"
DOMESTIC = "domestic_work_and_hospitality"


def caseload(*lines):
    return import_table(io.StringIO("\n".join([HEAD, *lines])))


def row(people, origin="West Kalimantan", age_band="25-34", forms=DOMESTIC, years="2008,2014", kind="region"):
    return f"{area(origin, kind)},{age_band},{forms},{people},{years}"


def findings(candidate):
    told = json.loads(bytes(candidate.review_bytes))["findings"]
    return [finding for finding in told if finding["code"] == "combination-rare"]


def test_without_a_caseload_the_reviewer_is_told_how_few_cases_in_public_share_it(draft, editor):
    candidate = submit(draft, editor).candidate
    (finding,) = findings(candidate)
    assert finding["severity"] == "warn"
    assert finding["detail"].startswith("0 other cases in public share them")
    combination = json.loads(bytes(candidate.review_bytes))["combination"]
    assert combination == {"k": 10, "released": 0, "caseload": None, "enough": ""}


def test_ten_people_of_the_caseload_are_enough(draft, editor):
    caseload(row(6), row(4), row(500, age_band="18-24"))
    candidate = submit(draft, editor).candidate
    assert findings(candidate) == []
    assert json.loads(bytes(candidate.review_bytes))["combination"]["caseload"] == 10


OTHERS = [
    {"age_band": "18-24"},
    {"forms": "fishing"},
    {"origin": "East Java"},
    {"age_band": "", "years": ","},
    {"origin": "Thailand", "kind": "country"},
]


@pytest.mark.parametrize("others", OTHERS)
def test_people_who_differ_in_one_thing_do_not_count(draft, editor, others):
    caseload(row(9), row(500, **others))
    state = submit(draft, editor)
    assert state.candidate is None
    assert "Fewer than 10 people in your organisation's caseload share them." in state.comment


def test_people_with_a_further_form_of_exploitation_count(draft, editor):
    caseload(row(10, forms=f"{DOMESTIC};begging"))
    assert submit(draft, editor).candidate


def test_an_author_is_told_what_to_leave_out_and_never_a_count(draft, editor):
    caseload(row(3), row(8, years="2009,2014"))
    state = submit(draft, editor)
    assert "Leave out the period." in state.comment
    assert "8" not in state.comment and "11" not in state.comment
    draft.period_from = draft.period_to = None
    draft.save_revision(user=editor)
    assert submit(draft, editor).candidate


@pytest.mark.parametrize(
    ("others", "cure"),
    [
        ({"origin": "East Java"}, "Choose the country as the area of origin."),
        ({"origin": "Thailand", "kind": "country"}, "Leave out the area of origin."),
        ({"origin": "East Java", "years": "2001,2002"}, "Leave out the period and choose the country"),
        ({"origin": "Thailand", "kind": "country", "years": "2001,2002"}, "period and the area of origin"),
        ({"forms": "fishing"}, "this case cannot be shown"),
    ],
)
def test_the_smallest_change_that_is_enough_is_named(draft, editor, others, cure):
    caseload(row(3), row(9, **others))
    assert cure in submit(draft, editor).comment


def test_people_from_a_region_count_for_its_country(draft, editor):
    draft.origin = area("Indonesia", "country")
    draft.save_revision(user=editor)
    caseload(row(5), row(5, origin="East Java"))
    assert submit(draft, editor).candidate


def test_years_that_no_row_tells_are_not_compared(draft, editor):
    caseload(row(10, years=","))
    assert submit(draft, editor).candidate


def test_the_organisation_sets_how_many_are_enough(draft, editor, settings):
    settings.SIXDEGREE_REVIEW_K = 3
    caseload(row(3))
    assert submit(draft, editor).candidate


def test_the_case_itself_is_not_counted_among_those_in_public(draft, editor, reviewer, signs):
    signs(reviewer, submit(draft, editor).candidate)
    draft.summary = "She came home. She sews."
    draft.save_revision(user=editor)
    (finding,) = findings(submit(draft, editor).candidate)
    assert finding["detail"].startswith("0 other cases")


def test_another_case_in_public_that_shares_it_is_counted(
    draft, editor, reviewer, officer, signs, index, case_file
):
    signs(reviewer, submit(draft, editor).candidate)
    needs = [Need(category="medical", amount=20_000)]
    consent = case_file.consent
    consent.pk = None
    other = CasePage(title="Dewi", owner=editor, summary="She bakes.", milestones=[milestone()])
    other.case_file = open_case(CaseFile(currency="USD", needs=needs), consent, officer)
    for name in ("age_band", "exploitation", "origin", "period_from", "period_to"):
        setattr(other, name, getattr(draft, name))
    index.add_child(instance=other)
    other.save_revision(user=editor)
    (finding,) = findings(submit(other, editor).candidate)
    assert finding["detail"].startswith("1 other cases")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (f"XX-1,25-34,{DOMESTIC},5,,", "There is no place with the code"),
        (f",99,{DOMESTIC},5,,", "“99” is not known"),
        (",25-34,slavery,5,,", "“slavery” is not known"),
        (f",25-34,{DOMESTIC},many,,", "“many” is no number in the column people"),
        (f",25-34,{DOMESTIC},0,,", "greater than or equal to 1"),
        (f",25-34,{DOMESTIC},5,in 2008,", "no number in the column year_from"),
    ],
)
def test_a_wrong_line_is_named_and_the_former_table_stays(line, sentence):
    caseload(row(7))
    with pytest.raises(WrongTable) as refused:
        caseload(row(1), line)
    assert str(refused.value).startswith("Line 3: ") and sentence in str(refused.value)
    assert [kept.people for kept in CaseloadRow.objects.all()] == [7]


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(WrongTable, match="Missing: age_band, people"):
        import_table(io.StringIO("origin,exploitation\nID,fishing"))


def test_the_operator_imports_a_table_and_the_log_knows_only_how_many(tmp_path, capsys):
    file = tmp_path / "caseload.csv"
    file.write_text("\n".join([HEAD, row(6), row(4)]))
    call_command("import_caseload", file)
    assert capsys.readouterr().out == "10 people in 2 rows\n"
    assert LogEntry.objects.get(verb="caseload.import").detail == {"rows": 2, "people": 10}


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_caseload", tmp_path / "none.csv")


def test_a_table_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "caseload.csv"
    file.write_bytes(HEAD.encode() + "\nID,25-34,fishing,5,,ü".encode("latin-1"))
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("import_caseload", file)
