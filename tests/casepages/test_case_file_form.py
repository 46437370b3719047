"""The officer's forms: amounts typed as people write them, stored to the cent."""

import datetime

import pytest
from django.utils import timezone
from wagtail.admin.panels import ObjectList

from casepages.forms import CaseFileForm, ConsentForm
from casepages.models import CaseFile, Need
from casepages.readers import contributors

pytestmark = pytest.mark.django_db


def typed(*amounts, currency="USD", existing=(), **more):
    """What a browser sends for a file with one need for each amount."""
    data = {"case_number": "", "currency": currency, "note": "", **more}
    data |= {"needs-TOTAL_FORMS": len(amounts), "needs-INITIAL_FORMS": len(existing)}
    data |= {"needs-MIN_NUM_FORMS": 0, "needs-MAX_NUM_FORMS": 1000}
    for i, amount in enumerate(amounts):
        data |= {f"needs-{i}-category": "legal", f"needs-{i}-amount": amount, f"needs-{i}-note": ""}
        data |= {f"needs-{i}-ORDER": i + 1, f"needs-{i}-id": existing[i].pk if i < len(existing) else ""}
    return data


def screen_form():
    """The form as Wagtail's viewsets build it from the model's panels."""
    return ObjectList(CaseFile.panels, base_form_class=CaseFileForm).bind_to_model(CaseFile).get_form_class()


@pytest.fixture(params=[lambda: CaseFileForm, screen_form], ids=["the form", "the form of Wagtail's screen"])
def form_class(request):
    return request.param()


def test_malee_opens_a_file_with_its_needs(form_class, malee):
    form = form_class(typed("325.00", "1,174.5", case_number="ID-7"), for_user=malee)
    assert form.is_valid(), (form.errors, form.formsets["needs"].errors)
    case_file = form.save()
    assert [need.amount for need in CaseFile.objects.get().needs.all()] == [32500, 117450]
    assert CaseFile.objects.with_number("ID 7").get().goal == 149950
    assert case_file.created_by == malee
    assert contributors(case_file) == {malee.pk}


def test_amounts_are_shown_again_as_they_are_typed(form_class, case_file, malee):
    form = form_class(instance=case_file, for_user=malee)
    assert [need["amount"].value() for need in form.formsets["needs"].forms] == ["600.00", "650.00", "250.00"]
    assert 'value="600.00"' in form.formsets["needs"].forms[0].as_p()


def test_saving_what_was_shown_changes_nothing(form_class, case_file, malee):
    lines = list(case_file.needs.all())
    data = typed("600.00", "650.00", "250.00", existing=lines, case_number="TH-2015/0042")
    for i, line in enumerate(lines):
        data |= {f"needs-{i}-category": line.category, f"needs-{i}-note": line.note}
    form = form_class(data, instance=case_file, for_user=malee)
    assert form.is_valid()
    assert not form.has_changed()
    form.save()
    assert CaseFile.objects.get().goal == 150000


def test_a_removed_line_leaves_the_goal(form_class, case_file, malee):
    data = typed("600", "650", "250", existing=list(case_file.needs.all())) | {"needs-2-DELETE": "on"}
    form = form_class(data, instance=case_file, for_user=malee)
    assert form.is_valid()
    form.save()
    assert CaseFile.objects.get().goal == 125000
    assert Need.objects.count() == 2


def test_money_without_cents_is_counted_in_whole_units(form_class, malee):
    form = form_class(typed("1500", currency="JPY"), for_user=malee)
    assert form.is_valid()
    assert form.save().goal == 1500


@pytest.mark.parametrize("amount", ["325,00", "1e5", "ten", "12.345", "1.5.0", "NaN", "--", "1,50"])
def test_an_amount_that_could_be_read_in_two_ways_is_refused_with_an_example(form_class, malee, amount):
    form = form_class(typed(amount), for_user=malee)
    assert not form.is_valid()
    assert "like this: 325.00" in str(form.formsets["needs"].errors)


def test_half_a_yen_is_refused_with_an_example_in_yen(form_class, malee):
    form = form_class(typed("0.5", currency="JPY"), for_user=malee)
    assert not form.is_valid()
    assert "in JPY like this: 325." in str(form.formsets["needs"].errors)


@pytest.mark.parametrize("amount", ["0", "0.00", "99999999999999999999"])
def test_nothing_and_more_than_anything_costs_are_refused(form_class, malee, amount):
    form = form_class(typed(amount), for_user=malee)
    assert not form.is_valid()
    assert "above zero" in str(form.formsets["needs"].errors)


def test_a_missing_amount_is_asked_for(form_class, malee):
    form = form_class(typed(""), for_user=malee)
    assert not form.is_valid()
    assert "required" in str(form.formsets["needs"].errors)


def test_an_unknown_currency_is_refused(form_class, malee):
    assert not form_class(typed("5", currency="XTS"), for_user=malee).is_valid()


def test_the_number_of_another_file_is_refused_at_its_field(form_class, case_file, malee):
    form = form_class(typed("5", case_number="th20150042"), for_user=malee)
    assert not form.is_valid()
    assert case_file.short_name in str(form.errors["case_number"])


def agreed(**more):
    today = timezone.localdate()
    year = datetime.timedelta(days=365)
    data = {"given_on": today, "expires_on": today + year, "explained_by": "Malee", "note": ""}
    data |= {"under_18": "no"}
    return data | {"locales": ["th", "en"], "channels": ["site_api"]} | more


def test_malee_records_a_consent(case_file, malee):
    form = ConsentForm(agreed(), case_file=case_file, for_user=malee)
    assert form.is_valid(), form.errors
    form.save()
    assert case_file.consent.covers("th")
    assert case_file.consent.recorded_by == malee
    assert case_file.consent.locales == ["en", "th"]


def test_file_and_consent_are_opened_in_one_request(malee):
    files = CaseFileForm(typed("5"), for_user=malee)
    consents = ConsentForm(
        {f"consent-{key}": value for key, value in agreed().items()}, prefix="consent", for_user=malee
    )
    assert files.is_valid() and consents.is_valid()
    case_file = files.save()
    consents.save(case_file=case_file)
    assert case_file.consent.covers("en")


def test_the_next_consent_begins_with_what_the_last_one_says(case_file, malee):
    ConsentForm(agreed(), case_file=case_file, for_user=malee).save()
    assert ConsentForm(case_file=case_file, for_user=malee)["explained_by"].value() == "Malee"
    assert not ConsentForm(agreed(), case_file=case_file, for_user=malee).has_changed()
    assert ConsentForm(agreed(locales=["en"]), case_file=case_file, for_user=malee).has_changed()


def test_the_last_consent_stays_when_the_next_is_recorded(case_file, malee):
    ConsentForm(agreed(), case_file=case_file, for_user=malee).save()
    ConsentForm(agreed(locales=["en"]), case_file=case_file, for_user=malee).save()
    assert [record.locales for record in case_file.consents.all()] == [["en"], ["en", "th"]]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"channels": ["search_engines"]}, "channels"),
        ({"locales": []}, "locales"),
        ({"locales": ["xx"]}, "locales"),
        ({"expires_on": "2001-01-01"}, "expires_on"),
    ],
)
def test_a_wrong_consent_is_refused_at_its_field(case_file, malee, wrong, field):
    form = ConsentForm(agreed(**wrong), case_file=case_file, for_user=malee)
    assert not form.is_valid()
    assert field in form.errors
