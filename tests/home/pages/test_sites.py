"""Two sites from one API: each met under its own host name, a third being one more page in the editor."""

import datetime

import pytest
from wagtail.blocks import StructBlockValidationError

from home.documents.theme import TYPES as FAMILIES
from home.models import SitePage
from home.pages.findings import findings_of_site
from home.pages.projection import project_site
from home.pages.theme import TYPES, PaletteBlock, unreadable
from review.disclosure.members import told_by_members
from review.projection import Context
from sixdegree.demo import second_site
from tests.home.pages.conftest import WORDING
from tests.home.pages.test_release import editor, release, reviewer
from tests.kept import kept

__all__ = ["editor", "reviewer"]

pytestmark = pytest.mark.django_db
OTHERS = {"host": "give.example.org"}


@pytest.fixture
@kept
def six_knots(home_page):
    fields = {**second_site.SITE, "menu": [], "hosts": "six-knots.example"}
    return home_page.add_child(instance=SitePage(**fields, locale=home_page.locale))


@pytest.fixture
@kept
def both(about, home_page, site_page, six_knots, editor, reviewer):
    for page in (about, home_page, site_page, six_knots):
        page.save_revision(user=editor)
        release(page, editor, reviewer)
    return site_page, six_knots


def test_each_is_met_under_its_own_name_and_the_first_under_every_other(client, both):
    there = {"host": "six-knots.example:8443"}
    assert "Six Knots" in client.get("/en/about/", headers=there).content.decode()
    assert client.get("/api/v1/site/", headers=there).json()["site"]["name"] == "Six Knots"
    assert "Six Knots" not in client.get("/en/about/", headers=OTHERS).content.decode()
    assert client.get("/api/v1/site/", headers=OTHERS).json()["site"]["name"] == "Sixdegree"


def test_any_front_end_asks_for_either_by_its_id(client, both):
    by_name = {}
    for host in ("six-knots.example", "give.example.org"):
        site = client.get("/api/v1/site/", headers={"host": host}).json()["site"]
        asked = client.get(f"/api/v1/site/?site={site['id']}", headers=OTHERS).json()["site"]
        by_name[asked["name"]] = asked
    assert by_name["Six Knots"]["theme"]["type"] == {"story": "humanist", "interface": "humanist"}
    assert by_name["Six Knots"]["logo"] == {"path": second_site.LOGO, "width": 32, "height": 24}
    assert by_name["Sixdegree"]["logo"] is None


def test_its_look_reaches_the_document_by_a_stylesheet_of_its_own(client, both):
    document = client.get("/en/about/", headers={"host": "six-knots.example"}).content.decode()
    address = document.split('href="/theme/')[1].split('"')[0]
    style = client.get(f"/theme/{address}", headers=OTHERS).content.decode()
    assert second_site.LIGHT["indigo"] in style
    assert FAMILIES["humanist"] in style
    assert second_site.LOGO in document


def test_the_second_sites_colours_can_be_read():
    assert unreadable(second_site.LIGHT) == unreadable(second_site.DARK) == {}


@pytest.mark.parametrize("token", ["ink", "indigo", "madder", "teal"])
def test_a_third_theme_that_cannot_be_read_is_refused_at_the_colour(token):
    block = PaletteBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({**second_site.LIGHT, token: "#9AA59F"}))
    assert set(refused.value.block_errors) == {token}


def test_every_type_an_editor_may_choose_has_families():
    assert [name for name, _label in TYPES] == list(FAMILIES)


def test_two_sites_cannot_have_one_name(site_page, six_knots):
    site_page.hosts = "give.example six-knots.example"
    codes = {finding.code for finding in findings_of_site(site_page)}
    assert "host-taken" in codes


@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://weather.example/", "weather"])
def test_leave_now_leads_to_https_alone_and_its_address_is_told_to_the_reviewer(six_knots, address):
    six_knots.exit_url = address
    assert "exit-unreadable" in {finding.code for finding in findings_of_site(six_knots)}
    six_knots.exit_url = "https://weather.example/"
    assert "exit-unreadable" not in {finding.code for finding in findings_of_site(six_knots)}
    assert "https://weather.example/" in {
        fact.value for fact in told_by_members({"exit_url": six_knots.exit_url})
    }


@pytest.mark.parametrize("drawn", ['M0 0"/><script>', "url(x)", "M2 7; }"])
def test_a_logo_is_drawing_commands_and_nothing_else(six_knots, drawn):
    six_knots.logo = drawn
    assert "logo-unreadable" in {finding.code for finding in findings_of_site(six_knots)}


def test_a_translation_of_a_site_has_its_sources_look_and_words_of_its_own(both, indonesian, home_page):
    home_page.copy_for_translation(indonesian)
    enam = both[1].copy_for_translation(indonesian)
    enam.logo, enam.hosts = "M0 0", "elsewhere.example"
    enam.wording = [("wording", {**WORDING, "give": "Beri"})]
    signed = project_site(enam, Context("id", datetime.date(2026, 3, 1))).public
    assert (signed["logo"]["path"], signed["hosts"]) == (second_site.LOGO, ["six-knots.example"])
    assert signed["wording"]["give"] == "Beri"
