"""What may happen to a story once it is public, each step through the screens of the person who takes it.

A second signer, a concern, a recall, a narrowed scope, an expiry, and a survivor who phones. No step is taken
by ORM, fixture or direct call. After each a stranger without cookies reads every route.
"""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journey.people import CaseOfficer, Editor, Milestone, Reviewer
from tests.journey.stranger import case_bytes

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.process, pytest.mark.postgresql]

NUMBER = "MC 2026/2214"
ALIAS = "Sunisa"
SUMMARY = "She was kept in a weaving hall from when she was a girl, and now wants to keep bees of her own."
JOURNEY = [
    Milestone(
        "The offer",
        "A promise of lessons",
        "A neighbour promised lessons in the evening and light work by day.",
        "Khon Kaen",
        "2014",
        under_18="Not known",
    ),
    Milestone(
        "Exploitation",
        "The weaving hall",
        "There were no lessons. The doors of the hall were locked from outside.",
        "Songkhla",
        "2014–2017",
        under_18="Yes",
    ),
    Milestone(
        "What comes next",
        "Twelve hives",
        "She wants twelve hives at the edge of an orchard, and to sell honey under her own label.",
        "Khon Kaen",
        "2025",
    ),
]
SUMMARY_ID = "Ia dikurung di balai tenun sejak masih gadis, dan kini ingin memelihara lebah sendiri."
JOURNEY_ID = [
    (
        "Janji pelajaran",
        "Seorang tetangga menjanjikan pelajaran di malam hari dan kerja ringan di siang hari.",
    ),
    ("Balai tenun", "Tidak ada pelajaran. Pintu balai dikunci dari luar."),
    (
        "Dua belas sarang",
        "Ia menginginkan dua belas sarang lebah di tepi kebun buah, dan menjual madunya sendiri.",
    ),
]
WORDS = [ALIAS, "Twelve hives", "The weaving hall", SUMMARY]
WORDS_ID = ["Dua belas sarang", "Balai tenun", SUMMARY_ID]
CONCERN = "Whoever worked in that hall will know the locked doors."
PRIVATE = [
    NUMBER,
    # Not its last four digits alone: random text elsewhere holds any four now and then.
    "20262214",
    "A colleague",
    "Ask for Oranuch",
    "One sentence is too close",
    "She is not sure any more",
    "locked doors",
    "neighbour@readers.example",
    "Discussed with her",
    "She said no",
]
INDONESIAN, ENDS = "Bahasa Indonesia", "2031-01-15"


class Seen:
    """What one step leaves for the next to check."""

    file = public_id = campaign = card = digest = ""


def case_api(locale: str = "en") -> str:
    return f"/api/v1/cases/{Seen.public_id}/?locale={locale}"


def digest_of(answer) -> str:
    return hashlib.sha256(case_bytes(answer.body)).hexdigest()


def story(locale: str = "en") -> str:
    return f"/{locale}/cases/{Seen.public_id}/"


@pytest.fixture(scope="module")
def person(browser, product):
    """Everybody signs in once and stays, as on a day at work."""
    at_work = {}

    def arrives(kind, username):
        if username not in at_work:
            at_work[username] = kind(browser, product.url, username, product.passwords[username])
        return at_work[username]

    yield arrives
    outside = {username: somebody.outside for username, somebody in at_work.items() if somebody.outside}
    for somebody in at_work.values():
        somebody.leaves()
    assert outside == {}, "a browser asked somebody outside"


@pytest.fixture(autouse=True)
def then_the_stranger_reads_everything(stranger):
    """After each step: no public address fails, and none says what only the staff may know."""
    yield
    private = [*PRIVATE, *([Seen.card, Seen.card.replace(" ", "")] if Seen.card else [])]
    assert stranger.finds(private, Seen.public_id or None, Seen.campaign or None) == {}


@pytest.fixture
def two_sign(person, stranger):
    """Two reviewers sign what waits; after the first alone the stranger finds none of its words."""

    def sign(words):
        first, second = person(Reviewer, "reviewer"), person(Reviewer, "reviewer2")
        first.opens(ALIAS)
        first.signs_first_of_two()
        assert stranger.finds(words, Seen.public_id or None, Seen.campaign or None) == {}
        second.opens(ALIAS)
        second.signs()

    return sign


@pytest.fixture
def is_gone(stranger):
    """From all addresses; those of its own say that it was there, and in which languages it still is."""

    def check(words, locales):
        assert stranger.finds(words, Seen.public_id, Seen.campaign) == {}
        for locale in locales:
            assert [stranger.get(path).status for path in (case_api(locale), story(locale))] == [410, 410]

    return check


class TestAfterTheRelease:
    """The steps in their order; each stands on the one before."""

    def test_1_the_officer_opens_a_file_and_makes_her_card(self, person):
        officer = person(CaseOfficer, "officer")
        needs = [("Medical assistance", "300"), ("Help to start a small business", "500")]
        scope = {"locales": ("en", "id"), "channels": ("site_api", "search_engines")}
        Seen.file = officer.opens_a_file(NUMBER, needs, "2026-01-15", ENDS, **scope)
        Seen.card = officer.makes_the_card("Ask for Oranuch, 02 555 0147")
        assert len(Seen.card.replace(" ", "")) == 18

    def test_2_a_story_of_a_girl_needs_a_second_signer(self, person, stranger, two_sign):
        editor = person(Editor, "editor")
        editor.writes(Seen.file, ALIAS, SUMMARY, "Khon Kaen", JOURNEY, exploitation="Manufacturing")
        expect(editor.sees_the_preview().get_by_role("heading", name=ALIAS)).to_be_visible()
        editor.saves()
        editor.opens(ALIAS)
        editor.submits()
        two_sign(WORDS)
        listed = stranger.get("/api/v1/cases/").json()["results"]
        Seen.public_id = next(card["id"] for card in listed if card["alias"] == ALIAS)
        answer = stranger.get(case_api())
        Seen.campaign = answer.json()["funding"]["campaign"]
        Seen.digest = digest_of(answer)
        assert "under_18" not in answer.text
        assert story() in stranger.finds(WORDS, Seen.public_id)

    def test_3_a_translation_is_signed_by_two_as_well(self, person, stranger, two_sign):
        editor = person(Editor, "editor")
        editor.copies_for_translation(INDONESIAN)
        assert stranger.finds(WORDS, Seen.public_id).keys().isdisjoint({story("id")})
        editor.translates(ALIAS, INDONESIAN, SUMMARY_ID, JOURNEY_ID)
        editor.opens(ALIAS, INDONESIAN)
        editor.submits()
        two_sign(WORDS_ID)
        assert story("id") in stranger.finds(WORDS_ID, Seen.public_id)

    def test_4_a_stranger_tells_of_a_concern_and_it_waits_at_the_desk(self, donor, person):
        with donor() as reader:
            reader.goes_to(story())
            reader.tells_of_a_concern(CONCERN, "neighbour@readers.example")
        reviewer = person(Reviewer, "reviewer")
        reviewer.opens_the_concern(ALIAS)
        expect(reviewer.page.get_by_text(CONCERN)).to_be_visible()
        expect(reviewer.page.get_by_text("neighbour@readers.example")).to_be_visible()
        reviewer.page.locator("[name=note]").fill("Discussed with her officer.")
        reviewer.presses("Mark as handled")
        expect(reviewer.page.get_by_text("Marked as handled.")).to_be_visible()

    def test_5_a_reviewer_recalls_one_language_and_the_other_stays(self, person, stranger, is_gone):
        reviewer = person(Reviewer, "reviewer")
        reviewer.recalls(ALIAS, INDONESIAN, "One sentence is too close.")
        is_gone(WORDS_ID, ["id"])
        assert story() in stranger.finds(WORDS, Seen.public_id)
        reviewer.goes_to("/admin/privacy-desk/recalls/")
        expect(reviewer.page.get_by_text("One sentence is too close.")).to_be_visible()

    def test_5_a_new_submission_and_two_signatures_bring_it_back(self, person, stranger, two_sign):
        editor = person(Editor, "editor")
        editor.opens(ALIAS, INDONESIAN)
        editor.submits()
        two_sign(WORDS_ID)
        assert story("id") in stranger.finds(WORDS_ID, Seen.public_id)

    def test_6_a_narrower_scope_holds_from_the_next_request(self, person, stranger, is_gone):
        for path in (case_api(), story()):
            assert "x-robots-tag" not in stranger.get(path).headers
        officer = person(CaseOfficer, "officer")
        officer.finds(NUMBER)
        officer.ticks("locales", ("en",))
        officer.ticks("channels", ("site_api",))
        officer.saves_the_file()
        for path in (case_api(), story()):
            assert stranger.get(path).headers["x-robots-tag"] == "noindex, noarchive"
        assert stranger.finds(WORDS_ID, Seen.public_id, Seen.campaign) == {}
        assert story() in stranger.finds(WORDS, Seen.public_id)

    def test_7_a_recall_of_the_whole_case_ends_the_payment_that_was_under_way(self, donor, person, is_gone):
        with donor() as giver:
            giver.goes_to(f"/en/give/{Seen.campaign}/")
            giver.asks_to_give("50")
            giver.page.get_by_label("Card number").wait_for(timeout=60_000)
            person(Reviewer, "reviewer2").recalls(
                ALIAS, "English", "She is not sure any more.", everything=True
            )
            is_gone(WORDS, ["en", "id"])
            giver.finds_the_payment_over()

    def test_7_it_comes_back_by_two_signatures_and_takes_gifts_again(self, donor, person, stranger, two_sign):
        editor = person(Editor, "editor")
        editor.opens(ALIAS)
        editor.submits()
        two_sign(WORDS)
        assert stranger.get(case_api()).status == 200
        assert stranger.finds(WORDS_ID, Seen.public_id, Seen.campaign) == {}
        with donor() as giver:
            giver.goes_to(f"/en/give/{Seen.campaign}/")
            giver.asks_to_give("50")
            giver.pays("mei@donors.example", "4242 4242 4242 4242")
            expect(giver.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)

    def test_8_consent_that_ends_today_hides_the_story_at_once(self, person, is_gone):
        today = datetime.now(UTC).date()
        officer = person(CaseOfficer, "officer")
        officer.finds(NUMBER)
        officer.dates_consent(str(today - timedelta(days=1)), str(today))
        officer.saves_the_file()
        is_gone(WORDS, ["en"])

    def test_8_renewed_consent_shows_the_same_signed_story_again(self, person, stranger):
        officer = person(CaseOfficer, "officer")
        officer.finds(NUMBER)
        officer.dates_consent(str(datetime.now(UTC).date()), ENDS)
        officer.saves_the_file()
        assert digest_of(stranger.get(case_api())) == Seen.digest

    def test_9_she_phones_and_is_found_by_the_number_on_her_card(self, donor, person, is_gone):
        officer = person(CaseOfficer, "officer")
        with donor() as giver:
            giver.goes_to(f"/en/give/{Seen.campaign}/")
            # The renewal reaches the campaign by the worker, a moment after the story is back.
            giver.waits_until("Continue to payment")
            giver.asks_to_give("60")
            giver.page.get_by_label("Card number").wait_for(timeout=60_000)
            officer.is_phoned(Seen.card)
            officer.page.locator("[name=reason]").fill("She said no.")
            officer.presses("Withdraw now")
            officer.page.wait_for_url("**/receipt/")
            is_gone(WORDS, ["en", "id"])
            giver.finds_the_payment_over()
        done = officer.reads_the_receipt()
        # "waits" and "stuck" stand where a time does not.
        assert [what for what, (at, _more) in done.items() if not at.startswith("20")] == []
        gone, ended = (
            done[what]
            for what in (
                "Gone from all pages and documents, the data feed, search, pictures and caches",
                "Payments that were under way are ended at the provider",
            )
        )
        assert gone[1] == "2 languages"
        assert ended[1] == "1 ended, 0 found paid, 0 still open"
