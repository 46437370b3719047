"""Open data at the desk: one makes the table, another approves it, and others look or cannot."""

import pytest
from django.urls import reverse

from publication import canonical
from publication.models import OpenDataTable
from publication.open_data import edition
from publication.open_data.regions import NOT_TOLD, subregion
from review import roles
from storymap import gazetteer
from tests.publication.stories import consented_term, public_case

pytestmark = pytest.mark.django_db

LIST = "review_desk:open_data"
PUBLIC = "/api/v1/open-data/2025/"


def at(table):
    return reverse("review_desk:open_data_table", args=[table.pk])


def approving(table, password):
    return {"digest": table.digest, "approve": "1", "reauthentication-password": password}


@pytest.fixture
def waiting(db):
    content = edition.encode(2025, {(("exploitation", "fishing"),): 10})
    return OpenDataTable.objects.create(year=2025, content=content, digest=canonical.digest(content))


def test_what_one_reviewer_made_another_approves_after_proving_who_they_are(
    editor, reviewer, second_reviewer, signed_in, stranger
):
    for channels in [["site_api"]] + [["site_api", "open_data"]] * 10:
        term = consented_term(channels=channels)
        public_case(editor, reviewer, term=term, first_published_on="2025-03-01", milestones=[])
    ruth, rafael = signed_in(reviewer), signed_in(second_reviewer)
    ruth.post(reverse(LIST), {"year": "2025"})
    table = OpenDataTable.objects.get()
    assert 'name="approve"' not in ruth.get(at(table)).content.decode()
    page = rafael.get(at(table)).content.decode()
    assert "fishing" in page and 'name="reauthentication-password"' in page
    rafael.post(at(table), approving(table, "not his words"))
    assert stranger.get(PUBLIC).status_code == 404
    rafael.post(at(table), approving(table, "rafael's own words"))
    assert stranger.get(PUBLIC).content == bytes(table.content)


def test_what_the_public_cases_do_not_give_is_refused_in_a_sentence(waiting, reviewer, signed_in):
    answer = signed_in(reviewer).post(at(waiting), approving(waiting, "ruth's own words"))
    assert "Nothing can be told of this year" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.approved_at is None


def test_a_year_that_is_none_is_answered_with_a_sentence(reviewer, signed_in):
    answer = signed_in(reviewer).post(reverse(LIST), {"year": "last"}, follow=True)
    assert "four digits" in answer.content.decode()
    assert not OpenDataTable.objects.exists()


def test_an_officer_recalls_and_neither_makes_nor_approves(waiting, officer, reviewer, signed_in, stranger):
    client = signed_in(officer)
    client.post(reverse(LIST), {"year": "2024"})
    client.post(at(waiting), approving(waiting, "oranuch's own words"))
    waiting.refresh_from_db()
    assert waiting.approved_at is None and OpenDataTable.objects.count() == 1
    OpenDataTable.objects.update(approved_at=waiting.made_at, approved_by=reviewer)
    assert stranger.get(PUBLIC).status_code == 200
    client.post(at(waiting), {"recall": "1"})
    assert stranger.get(PUBLIC).status_code == 410


def test_a_superuser_looks_and_does_nothing(waiting, superuser, signed_in):
    client = signed_in(superuser)
    page = client.get(at(waiting)).content.decode()
    assert "fishing" in page and 'name="approve"' not in page
    client.post(at(waiting), approving(waiting, "grace's own words"))
    client.post(at(waiting), {"recall": "1"})
    waiting.refresh_from_db()
    assert (waiting.approved_at, waiting.recalled_at) == (None, None)


@pytest.mark.parametrize("group", [roles.EDITORS, roles.FINANCE_OFFICERS])
def test_who_neither_signs_nor_recalls_sees_no_table(group, waiting, person, signed_in):
    client = signed_in(person("somebody", group))
    assert client.get(at(waiting)).status_code in {302, 403}
    assert client.get(reverse(LIST)).status_code in {302, 403}


def test_the_way_there_is_in_public_and_no_browser_keeps_it(waiting, reviewer, signed_in):
    client = signed_in(reviewer)
    assert reverse(LIST) in client.get(reverse("review_desk:released")).content.decode()
    assert at(waiting) in client.get(reverse(LIST)).content.decode()
    for address in (reverse(LIST), at(waiting)):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_every_area_of_the_gazetteer_lies_in_a_region_of_the_tables():
    areas = [gazetteer.area(record["code"]) for record in gazetteer._records()]
    assert {area.code for area in areas if subregion(area.code) == NOT_TOLD} == {"AQ"}, "Antarctica alone"
    bangkok = next(area for area in areas if area.kind == "city" and area.country == "TH")
    assert subregion(bangkok.code) == subregion("TH") == "southeast_asia"
    assert subregion("nowhere") == subregion("") == NOT_TOLD
