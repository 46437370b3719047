"""What a stranger gets at each address, and what never."""

import gzip
import hashlib

import pytest

from payments.actions.campaigns import close_campaign, open_fund, pause_campaign
from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.identifiers import opaque_id
from publication.models import Consent, Media, PublicRecord
from tests.publication.stories import (
    consented_term,
    frozen,
    money,
    page_story,
    public_case,
    released,
    site_story,
    story,
    update_story,
)

pytestmark = pytest.mark.django_db
PICTURE = b"\x00picture"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


def expire(term):
    consent = Consent.objects.get(consent_ref=term.consent_ref)
    consent.expires_at = "2020-01-01T00:00:00Z"
    consent.version += 1
    consent.save()


def let_search_engines_in(term):
    consent = Consent.objects.filter(consent_ref=term.consent_ref)
    consent.update(channels=["site_api", "search_engines"], version=2)


class TestOneCase:
    def test_it_answers_id_locale_signed_case_and_funding(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        answer = stranger.get(f"/api/v1/cases/{term.public_id}/").json()
        assert list(answer) == ["id", "locale", "case", "funding"]
        assert answer["case"] == story(term.public_id)
        assert answer["funding"]["campaign"] == term.campaign_ref
        assert answer["funding"]["goal"] == money(30000)

    def test_what_is_only_frozen_looks_like_what_never_was(self, stranger, editor):
        term = consented_term()
        frozen(story(term.public_id), editor)
        unreleased = stranger.get(f"/api/v1/cases/{term.public_id}/")
        unknown = stranger.get(f"/api/v1/cases/{opaque_id()}/")
        assert unreleased.status_code == unknown.status_code == 404
        assert unreleased.content == unknown.content

    def test_a_language_not_released_names_those_that_are(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        frozen(story(term.public_id, "th"), editor)
        response = stranger.get(f"/api/v1/cases/{term.public_id}/?locale=th")
        assert response.status_code == 404
        assert response.json()["locales"] == ["en", "id"]

    def test_the_browsers_language_decides_nothing(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        response = stranger.get(f"/api/v1/cases/{term.public_id}/", headers={"Accept-Language": "id"})
        assert response.json()["locale"] == "en"
        assert stranger.get(f"/api/v1/cases/{term.public_id}/?locale=id").json()["locale"] == "id"

    def test_an_expired_consent_is_gone(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        expire(term)
        assert stranger.get(f"/api/v1/cases/{term.public_id}/").status_code == 410

    def test_a_language_taken_out_of_consent_is_gone(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        consent = Consent.objects.get(consent_ref=term.consent_ref)
        consent.locales, consent.version = ["en"], 2
        consent.save()
        response = stranger.get(f"/api/v1/cases/{term.public_id}/?locale=id")
        assert (response.status_code, response.json()["locales"]) == (410, ["en"])

    def test_it_takes_two_statements(self, stranger, editor, reviewer, django_assert_num_queries):
        term = public_case(editor, reviewer, "en", "id")
        with django_assert_num_queries(2):
            stranger.get(f"/api/v1/cases/{term.public_id}/")

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_nothing_is_written_here(self, method, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        assert getattr(stranger, method)(f"/api/v1/cases/{term.public_id}/").status_code == 405


class TestOfCampaign:
    def test_it_is_the_card_of_the_list_in_the_language_asked(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer, "en", "id")
        [card] = stranger.get("/api/v1/cases/?locale=id").json()["results"]
        answer = stranger.get(f"/api/v1/campaigns/{term.campaign_ref}/?locale=id")
        assert (answer.status_code, answer.json()) == (200, card)

    def test_what_was_withdrawn_is_told_from_what_never_was(self, stranger, editor, reviewer, officer):
        term = public_case(editor, reviewer)
        address = f"/api/v1/campaigns/{term.campaign_ref}/"
        first = stranger.get(address)
        withdraw(term.public_id, officer, "She phoned.")
        for kept in ({}, {"If-None-Match": first["ETag"]}):
            assert stranger.get(address, headers=kept).status_code == 410
        assert stranger.get("/api/v1/campaigns/guessed/").status_code == 404

    def test_one_that_is_not_public_yet_is_nothing(self, stranger, editor):
        term = consented_term()
        frozen(story(term.public_id), editor)
        assert stranger.get(f"/api/v1/campaigns/{term.campaign_ref}/").status_code == 404


class TestFreshness:
    def test_unchanged_is_304_with_the_same_headers(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        address = f"/api/v1/cases/{term.public_id}/"
        first = stranger.get(address)
        assert first["Cache-Control"] == "no-cache"
        assert first["ETag"].startswith('"')
        again = stranger.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        for header in ("ETag", "Cache-Control", "X-Robots-Tag"):
            assert again[header] == first[header]

    @pytest.mark.parametrize("part", ["", "storymap/", "updates/", "?locale=en"])
    def test_packed_for_the_way_it_is_the_same_text_under_a_tag_of_its_own(
        self, part, stranger, editor, reviewer
    ):
        term = public_case(editor, reviewer)
        address = f"/api/v1/cases/{term.public_id}/{part}"
        plain, packed = stranger.get(address), stranger.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
        assert gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] != plain["ETag"]
        assert "Accept-Encoding" in packed["Vary"] and "Accept-Encoding" in plain["Vary"]
        held = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
        assert stranger.get(address, headers=held).status_code == 304
        assert stranger.get(address, headers={"If-None-Match": packed["ETag"]}).status_code == 200
        withdraw(term.public_id, None)
        gone = stranger.get(address, headers=held)
        assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")

    @pytest.mark.parametrize("ending", ["withdrawn", "recalled", "expired"])
    def test_never_304_once_it_is_gone(self, ending, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        address = f"/api/v1/cases/{term.public_id}/"
        tag = stranger.get(address)["ETag"]
        if ending == "withdrawn":
            withdraw(term.public_id, None)
        elif ending == "recalled":
            recall(term.public_id, None, reviewer)
        else:
            expire(term)
        gone = stranger.get(address, headers={"If-None-Match": tag})
        assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")

    def test_bytes_consent_build_and_route_each_make_another_tag(self, stranger, editor, reviewer, settings):
        term = public_case(editor, reviewer)
        address = f"/api/v1/cases/{term.public_id}/"
        tags = [stranger.get(address)["ETag"], stranger.get(address + "storymap/")["ETag"]]
        settings.SIXDEGREE_PUBLICATION_BUILD = "2"
        tags.append(stranger.get(address)["ETag"])
        Consent.objects.filter(consent_ref=term.consent_ref).update(
            channels=["site_api", "search_engines"], version=2
        )
        tags.append(stranger.get(address)["ETag"])
        public_case(editor, reviewer, term=term, summary="Other words.")
        tags.append(stranger.get(address)["ETag"])
        public_case(editor, reviewer, term=term, summary="Other words.", goal=money(40000))
        tags.append(stranger.get(address)["ETag"])
        assert len(set(tags)) == len(tags)


class TestRobots:
    def test_they_stay_out_unless_consent_lets_them_in(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        for part in ("", "storymap/", "updates/"):
            response = stranger.get(f"/api/v1/cases/{term.public_id}/{part}")
            assert response["X-Robots-Tag"] == "noindex, noarchive"
        Consent.objects.filter(consent_ref=term.consent_ref).update(
            channels=["site_api", "search_engines"], version=2
        )
        assert "X-Robots-Tag" not in stranger.get(f"/api/v1/cases/{term.public_id}/")

    def test_lists_of_cases_are_never_indexed(self, stranger):
        assert stranger.get("/api/v1/cases/")["X-Robots-Tag"] == "noindex, noarchive"


class TestUpdates:
    def test_they_come_newest_first_as_signed(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        for day in ("2026-02-01", "2026-03-01"):
            released(update_story(term.public_id, opaque_id(), date=day), editor, reviewer)
        frozen(update_story(term.public_id, opaque_id(), title="Not signed"), editor)
        answer = stranger.get(f"/api/v1/cases/{term.public_id}/updates/").json()
        assert [update["date"] for update in answer["results"]] == ["2026-03-01", "2026-02-01"]
        assert answer["next"] is None

    def test_none_is_an_empty_list_and_an_unknown_case_is_404(self, stranger, editor, reviewer):
        term = public_case(editor, reviewer)
        assert stranger.get(f"/api/v1/cases/{term.public_id}/updates/").json()["results"] == []
        assert stranger.get("/api/v1/cases/nothing/updates/").status_code == 404


class TestPagesAndSite:
    def test_pages_in_menu_order_each_once(self, stranger, editor, reviewer):
        about, home = opaque_id(), opaque_id()
        released(page_story(about, "about", menu_order=2), editor, reviewer)
        released(page_story(home, "home", menu_order=1), editor, reviewer)
        released(page_story(home, "home", "id", menu_order=1), editor, reviewer)
        rows = stranger.get("/api/v1/pages/?locale=id").json()["results"]
        assert [(row["slug"], row["locale"]) for row in rows] == [("home", "id"), ("about", "en")]

    def test_one_page_is_the_signed_bytes(self, stranger, editor, reviewer):
        page_id = opaque_id()
        released(page_story(page_id), editor, reviewer)
        response = stranger.get("/api/v1/pages/about/")
        assert response.json() == {"page": page_story(page_id)}
        assert "X-Robots-Tag" not in response
        assert stranger.get("/api/v1/pages/about/?locale=th").json()["locales"] == ["en"]
        assert stranger.get("/api/v1/pages/secret/").status_code == 404

    def test_the_site_with_currencies_and_fund(self, stranger, editor, reviewer, settings):
        site_id = opaque_id()
        assert stranger.get("/api/v1/site/").status_code == 404
        released(site_story(site_id), editor, reviewer)
        settings.SIXDEGREE_PAYMENTS_CURRENCIES = ["USD", "THB"]
        settings.SIXDEGREE_PAYMENTS_FUND = "fund-ref"
        answer = stranger.get("/api/v1/site/").json()
        assert answer == {
            "site": site_story(site_id),
            "currencies": ["USD", "THB"],
            "fund": "fund-ref",
            "fund_open": False,
            "exit_url": "https://www.wikipedia.org/",
        }
        assert stranger.get(f"/api/v1/site/?site={site_id}").json() == answer
        assert stranger.get("/api/v1/site/?site=other").status_code == 404

    def test_whether_the_fund_takes_what_a_story_does_not_need(self, stranger, editor, reviewer, settings):
        released(site_story(opaque_id()), editor, reviewer)
        settings.SIXDEGREE_PAYMENTS_FUND = "fund-ref"
        open_fund("fund-ref", "USD")

        def told(**headers):
            answer = stranger.get("/api/v1/site/", headers=headers)
            return answer.json()["fund_open"], answer["ETag"]

        is_open, tag = told()
        pause_campaign("fund-ref")
        assert is_open and told()[0], "a pause is lifted: it keeps no surplus away"
        close_campaign("fund-ref")
        assert told(**{"if-none-match": tag})[0] is False
        settings.SIXDEGREE_PAYMENTS_FUND = ""
        assert told()[0] is False

    def test_where_a_quick_exit_leads_is_said_for_a_site_that_names_no_page(
        self, stranger, editor, reviewer, settings
    ):
        settings.SIXDEGREE_PUBLICATION_EXIT_URL = "https://weather.example/"
        released(site_story(opaque_id()), editor, reviewer)
        first = stranger.get("/api/v1/site/")
        assert first.json()["exit_url"] == "https://weather.example/"
        settings.SIXDEGREE_PUBLICATION_EXIT_URL = ""
        again = stranger.get("/api/v1/site/", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.json()["exit_url"]) == (200, None)

    def test_a_page_of_the_sites_own_goes_before_the_installations(self, stranger, editor, reviewer):
        released(site_story(opaque_id()) | {"exit_url": "https://news.example/"}, editor, reviewer)
        assert stranger.get("/api/v1/site/").json()["exit_url"] == "https://news.example/"

    def test_the_site_in_its_own_language_where_it_is_not_in_the_readers(self, stranger, editor, reviewer):
        released(site_story(opaque_id()), editor, reviewer)
        told = stranger.get("/api/v1/site/?locale=en").json()
        assert stranger.get("/api/v1/site/?locale=th").json() == told


class TestStatistics:
    def test_totals_are_of_what_is_public_now(self, stranger, editor, reviewer):
        public_case(editor, reviewer, "en", "id")
        funded = public_case(editor, reviewer)
        PublicRecord.objects.filter(term=funded).update(status="funded")
        withdrawn = public_case(editor, reviewer)
        withdraw(withdrawn.public_id, None)
        figures = stranger.get("/api/v1/statistics/").json()
        assert (figures["cases"], figures["open"], figures["funded"], figures["closed"]) == (2, 1, 1, 0)
        assert figures["received"] == [money(0)]

    def test_open_data_is_honestly_empty(self, stranger):
        told = stranger.get("/api/v1/open-data/").json()
        assert (told["results"], told["next"]) == ([], None)
        assert stranger.get(told["method"]).status_code == 200


class TestMedia:
    @pytest.fixture
    def picture(self, db):
        return Media.objects.create(sha256=SHA256, content_type="image/webp", content=PICTURE)

    def test_public_while_a_public_record_names_it(self, stranger, editor, reviewer, picture):
        address = f"/api/v1/media/{SHA256}"
        assert stranger.get(address).status_code == 404
        term = public_case(editor, reviewer, picture={"sha256": SHA256, "alt": "A loom"})
        response = stranger.get(address)
        assert (response.status_code, response.content) == (200, PICTURE)
        assert response["Content-Type"] == "image/webp"
        assert response["X-Content-Type-Options"] == "nosniff"
        withdraw(term.public_id, None)
        gone = stranger.get(address, headers={"If-None-Match": response["ETag"]})
        assert gone.status_code == 410

    def test_a_picture_dropped_by_a_later_release_is_not_served(self, stranger, editor, reviewer, picture):
        term = public_case(editor, reviewer, picture={"sha256": SHA256})
        public_case(editor, reviewer, term=term)
        assert stranger.get(f"/api/v1/media/{SHA256}").status_code == 404

    def test_a_candidates_picture_is_nobodys_yet(self, stranger, editor, picture):
        frozen(story(consented_term().public_id, picture={"sha256": SHA256}), editor)
        assert stranger.get(f"/api/v1/media/{SHA256}").status_code == 404
