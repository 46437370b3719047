"""Open data as a reader meets it: the method in short, the tables in words of her language, downloads."""

import pytest

from home.documents import year_tables
from publication import canonical
from publication.models import OpenDataTable
from publication.open_data import edition
from publication.open_data.regions import SUBREGIONS
from tests.frontends.nodes import LOCALES, catalogue

pytestmark = pytest.mark.django_db

CELLS = {
    (): 40,
    (("exploitation", "fishing"),): 20,
    (("origin", "southeast_asia"),): 30,
    (("age_band", "not_told"),): 10,
}


@pytest.fixture
def table(people):
    content = edition.encode(2025, CELLS)
    made = OpenDataTable.objects.create(year=2025, content=content, digest=canonical.digest(content))
    OpenDataTable.objects.update(approved_at=made.made_at, approved_by=people.reviewer)
    return made


def test_without_a_table_the_page_says_so_and_how_one_would_be_made(stranger):
    page = stranger.get("/en/open-data/").content.decode()
    assert "There is no table yet" in page
    assert 'href="/api/v1/open-data/method/"' in page


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["Open data", "Fishing", "Southeast Asia", "Not told", "At least"]),
        ("id", ["Data terbuka", "Asia Tenggara", "Tidak disebutkan"]),
        ("th", ["ข้อมูลเปิด", "เอเชียตะวันออกเฉียงใต้", "ไม่ได้ระบุ"]),
        ("zh-hans", ["开放数据", "东南亚", "未说明"]),
    ],
)
def test_it_is_read_in_the_readers_language(locale, words, table, stranger):
    page = stranger.get(f"/{locale}/open-data/").content.decode()
    assert [word for word in words if word not in page] == []
    assert "southeast_asia" not in page


def test_both_downloads_and_the_digest_stand_beside_the_year(table, stranger):
    page = stranger.get("/en/open-data/").content.decode()
    for address in ("/api/v1/open-data/2025/", "/api/v1/open-data/2025/csv/"):
        assert f'href="{address}"' in page
        assert stranger.get(address).status_code == 200
    assert table.digest in page


def test_a_table_without_approval_and_a_recalled_one_are_not_on_it(table, stranger):
    OpenDataTable.objects.update(recalled_at=table.made_at)
    assert "There is no table yet" in stranger.get("/en/open-data/").content.decode()


def test_the_foot_of_a_page_leads_there(stranger):
    for address in ("/en/", "/en/cases/"):
        assert 'href="/en/open-data/"' in stranger.get(address).content.decode()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_foot_says_of_it_what_six_says(locale, stranger):
    """It counts stories, and no money."""
    assert catalogue(locale)["open_data.why"] in stranger.get(f"/{locale}/").content.decode()


def test_every_region_has_a_name_in_every_language():
    for region in SUBREGIONS:
        for locale in ("en", "id", "th", "zh-hans"):
            assert year_tables._word("origin", region, locale) != region, (region, locale)
