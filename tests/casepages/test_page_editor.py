"""Tomasz writes in Wagtail's page editor: what he sees, what he never sees, and what is kept."""

import pytest
from django.urls import reverse

from casepages.actions import open_case_file
from casepages.models import CaseFile, CasePage, Need
from tests.casepages.test_wagtail_publishing import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, tomasz):
    client.force_login(tomasz)
    return client


def new(index):
    return reverse("wagtailadmin_pages:add", args=["sixdegree_casepages", "casepage", index.pk])


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def milestone(i, **fields):
    told = {
        "stage": "",
        "heading": "",
        "narrative": "",
        "area": "",
        "period": "",
        "icon": "",
        "under_18": "unknown",
    }
    sent = {f"milestones-{i}-value-{name}": value for name, value in (told | fields).items()}
    return sent | {
        f"milestones-{i}-{name}": value
        for name, value in {"id": "", "type": "milestone", "order": str(i), "deleted": ""}.items()
    }


def test_he_chooses_the_file_by_a_name_that_says_nothing(signed_in, index, case_file):
    seen = signed_in.get(new(index)).content.decode()
    assert str(case_file) in seen
    assert "TH-2015" not in seen
    assert "Noor" not in seen


def test_he_is_not_offered_a_file_that_has_its_page(signed_in, index, case_page, malee):
    free = open_case_file(CaseFile(currency="USD", needs=[Need(category="legal", amount=100)]), by=malee)
    seen = signed_in.get(new(index)).content.decode()
    assert str(free) in seen
    assert str(case_page.case_file) not in seen
    assert str(case_page.case_file) in signed_in.get(edit(case_page)).content.decode()


def test_nor_can_he_send_it(signed_in, index, case_page):
    answer = signed_in.post(new(index), form(CasePage(title="Sari again", case_file=case_page.case_file)))
    assert answer.status_code == 200
    assert CasePage.objects.count() == 1


def test_he_keeps_an_unfinished_draft(signed_in, index):
    signed_in.post(new(index), form(CasePage(title="Arif"), **milestone(0), **{"milestones-count": "1"}))
    assert len(CasePage.objects.get().milestones) == 1


def test_he_tells_a_journey_in_order(signed_in, index, case_file):
    told = [("before", "A workshop"), ("offer", "A promise"), ("next", "A machine")]
    data = form(
        CasePage(title="Sari", case_file=case_file), age_band="18-24", exploitation=["fishing", "begging"]
    )
    for i, (stage, heading) in enumerate(told):
        data |= milestone(
            i, stage=stage, heading=heading, narrative="It was so.", area="ID", period="2008 - 2010"
        )
    answer = signed_in.post(new(index), data | {"milestones-count": "3"})
    assert answer.status_code == 302
    page = CasePage.objects.get()
    assert [(each.value["stage"], each.value["heading"]) for each in page.milestones] == told
    assert {each.value["period"] for each in page.milestones} == {"2008–2010"}
    assert {each.value["area"] for each in page.milestones} == {"ID"}
    assert page.exploitation == ["fishing", "begging"]
    assert page.case_file == case_file


def test_a_date_is_refused_and_his_words_come_back(signed_in, index):
    data = form(CasePage(title="Arif"), **milestone(0, heading="A promise", period="12 June 2008"))
    answer = signed_in.post(new(index), data | {"milestones-count": "1"})
    assert not CasePage.objects.exists()
    assert "Write a year or a range of years" in answer.content.decode()
    assert "A promise" in answer.content.decode()


@pytest.mark.parametrize("years", [("2014", "2008"), ("2014", "")])
def test_years_may_stand_the_wrong_way_round_while_he_types(signed_in, index, years):
    signed_in.post(new(index), form(CasePage(title="Arif"), period_from=years[0], period_to=years[1]))
    assert CasePage.objects.get().period_from == 2014


def test_the_editor_advises_where_it_matters(signed_in, index):
    seen = signed_in.get(new(index)).content.decode()
    for advice in (
        "Never write an age",
        "Never a village",
        "an empty line begins a new paragraph",
        "Never published",
    ):
        assert advice in seen, advice


def test_he_has_no_rights_on_files_consents_or_notes(tomasz):
    held = {
        permission
        for permission in tomasz.get_all_permissions()
        if permission.startswith("sixdegree_casepages")
    }
    assert held == set()
