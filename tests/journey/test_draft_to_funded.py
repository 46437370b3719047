"""One case from draft to funded to withdrawn, each step through the surface of the person who takes it.

No step is taken by ORM, fixture or direct call. After each a stranger without cookies reads every route.
"""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from tests.journey.people import CaseOfficer, Editor, Milestone, Reviewer, staying
from tests.journey.stranger import case_bytes

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.process, pytest.mark.postgresql]

NUMBER = "MC 2026/1107"
ALIAS = "Anurak"
SUMMARY = "He was taken to sea in place of a job on land, and is setting up a workshop for small engines."
JOURNEY = [
    Milestone(
        "Before", "A season without rain", "Anurak rented a field and lost a harvest.", "Khon Kaen", "2018"
    ),
    Milestone(
        "The offer", "Work in a hall", "Someone offered regular hours in a packing hall.", "Khon Kaen", "2019"
    ),
    Milestone(
        "Exploitation", "The boat", "He was put to work on a boat, and never paid.", "Songkhla", "2019–2021"
    ),
    Milestone(
        "Finding help", "The harbour", "In harbour he spoke to an inspector, who listened.", "Maluku", "2021"
    ),
    Milestone(
        "What comes next",
        "Engines",
        "He wants a bench, a lathe and his own sign above the door.",
        "Khon Kaen",
        "2022",
    ),
]
WORDS = [ALIAS, "lathe", "A season without rain", SUMMARY]


@pytest.fixture
def person(browser, product):
    def arrives(kind, username):
        return staying(kind(browser, product.url, username, product.passwords[username]))

    return arrives


class Seen:
    """What one step leaves for the next to check."""

    file = public_id = digest = campaign = ""


@pytest.fixture(autouse=True)
def then_the_stranger_reads_everything(stranger):
    """After each step: no public address fails, and none says what only the staff may know."""
    yield
    private = [
        NUMBER,
        # Not its last four digits alone: random text elsewhere holds any four now and then.
        "20261107",
        "A colleague",
        "phoned this morning",
        "donors.example",
        "Say less about the hall",
    ]
    assert stranger.finds(private, Seen.public_id or None, Seen.campaign or None) == {}


class TestOneCase:
    """The steps in their order; each stands on the one before."""

    def test_1_the_officer_opens_a_file_with_consent_and_needs(self, person):
        needs = [("Medical assistance", "320.00"), ("Help to start a small business", "680")]
        with person(CaseOfficer, "officer") as officer:
            Seen.file = officer.opens_a_file(NUMBER, needs, "2026-01-15", "2031-01-15")
        assert Seen.file.startswith("File ")

    def test_2_the_editor_writes_the_story_and_sees_it_as_the_public_will(self, person, stranger):
        with person(Editor, "editor") as editor:
            editor.writes(Seen.file, ALIAS, SUMMARY, "Khon Kaen", JOURNEY)
            preview = editor.sees_the_preview()
            expect(preview.get_by_role("heading", name=ALIAS)).to_be_visible()
            expect(preview.get_by_text("lathe")).to_be_attached()
            editor.saves()
            assert stranger.finds(WORDS) == {}
            editor.submits()
        assert stranger.finds(WORDS) == {}

    def test_3_a_reviewer_returns_it_with_a_reason_and_the_editor_submits_again(self, person, stranger):
        with person(Reviewer, "reviewer") as reviewer:
            reviewer.opens(ALIAS)
            reviewer.returns("Say less about the hall.")
        with person(Editor, "editor") as editor:
            editor.opens(ALIAS)
            expect(editor.page.get_by_text("Say less about the hall.").first).to_be_attached()
            editor.submits()
        assert stranger.finds(WORDS) == {}

    def test_4_a_reviewer_signs_exactly_the_bytes_that_the_public_then_reads(self, person, stranger):
        with person(Reviewer, "reviewer2") as reviewer:
            reviewer.opens(ALIAS)
            expect(reviewer.public_view().get_by_role("heading", name=ALIAS)).to_be_visible()
            Seen.digest = reviewer.reads_the_digest()
            assert ALIAS in reviewer.reads_the_raw_bytes()
            reviewer.refuses_to_sign_what_could_leave_anyone_worse_off()
            reviewer.signs()
        listed = stranger.get("/api/v1/cases/").json()["results"]
        Seen.public_id = next(card["id"] for card in listed if card["alias"] == ALIAS)
        answer = stranger.get(f"/api/v1/cases/{Seen.public_id}/")
        assert hashlib.sha256(case_bytes(answer.body)).hexdigest() == Seen.digest
        Seen.campaign = answer.json()["funding"]["campaign"]
        assert answer.json()["case"]["goal"] == {"amount": 100_000, "currency": "USD"}

    def test_4_milestones_keep_their_order_in_api_map_and_list(self, donor, stranger):
        told = [milestone.heading for milestone in JOURNEY]
        case = stranger.get(f"/api/v1/cases/{Seen.public_id}/").json()["case"]
        assert [milestone["heading"] for milestone in case["milestones"]] == told
        features = stranger.get(f"/api/v1/cases/{Seen.public_id}/storymap/").json()["features"]
        steps = [
            feature["properties"] for feature in features if feature["properties"]["role"] == "milestone"
        ]
        assert [step["heading"] for step in steps] == told
        with donor() as reader:
            reader.goes_to(f"/en/cases/{Seen.public_id}/")
            assert reader.headings_of_the_list() == told
            assert reader.headings_followed_icon_by_icon(len(told)) == told

    def test_5_a_donor_gives_and_the_progress_moves_at_once(self, donor, stranger):
        with donor() as giver:
            giver.gives(ALIAS, "400", "mei@donors.example")
            expect(giver.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
            expect(giver.page.get_by_text("USD 400").first).to_be_visible()
            giver.waits_until(re.compile(r"\d{4}-\d{6}"))
        funding = stranger.get(f"/api/v1/cases/{Seen.public_id}/").json()["funding"]
        assert (funding["received"]["amount"], funding["donors"], funding["status"]) == (40_000, 1, "open")

    def test_5_a_donor_gives_without_script(self, donor, stranger):
        with donor(java_script_enabled=False) as giver:
            giver.gives(ALIAS, "350.00", "omar@donors.example")
            expect(giver.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
        funding = stranger.get(f"/api/v1/cases/{Seen.public_id}/").json()["funding"]
        assert (funding["received"]["amount"], funding["donors"]) == (75_000, 2)

    def test_5_a_declined_card_can_be_followed_by_a_good_one(self, donor):
        with donor() as giver:
            giver.goes_to(f"/en/give/{Seen.campaign}/")
            giver.asks_to_give("50")
            giver.pays("lena@donors.example", "4000 0000 0000 0002")
            expect(giver.page.get_by_role("alert")).to_contain_text("did not go through")
            giver.pays("lena@donors.example", "4242 4242 4242 4242")
            expect(giver.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)

    def test_6_two_race_for_the_last_part_and_the_surplus_is_refused_before_payment(self, donor, stranger):
        with donor() as first, donor() as second:
            for giver in (first, second):
                giver.goes_to(f"/en/give/{Seen.campaign}/")
            first.asks_to_give("200")
            first.page.get_by_label("Card number").wait_for(timeout=60_000)
            second.asks_to_give("200")
            expect(second.page.get_by_role("alert")).to_be_visible(timeout=60_000)
            assert "/c/pay/" not in second.page.url
            first.pays("ana@donors.example", "4242 4242 4242 4242")
            expect(first.page.get_by_role("heading", name="Thank you")).to_be_visible(timeout=60_000)
        funding = stranger.get(f"/api/v1/cases/{Seen.public_id}/").json()["funding"]
        assert (funding["status"], funding["received"], funding["remaining"]["amount"]) == (
            "funded",
            {"amount": 100_000, "currency": "USD"},
            0,
        )
        assert funding["donors"] == 4

    def test_6_a_funded_case_takes_no_more(self, donor):
        with donor() as giver:
            giver.goes_to(f"/en/give/{Seen.campaign}/")
            expect(giver.page.get_by_text("Everything this story asked for has been given.")).to_be_visible()
            expect(giver.page.get_by_role("button", name="Continue to payment")).to_have_count(0)

    def test_7_withdrawn_consent_removes_the_case_from_the_next_request_on(self, person, stranger):
        before = stranger.finds(WORDS, Seen.public_id)
        assert f"/api/v1/cases/{Seen.public_id}/" in before
        with person(CaseOfficer, "officer") as officer:
            officer.withdraws(NUMBER, "She phoned this morning.")
        assert stranger.finds(WORDS, Seen.public_id, Seen.campaign) == {}
        for path in (f"/api/v1/cases/{Seen.public_id}/", f"/en/cases/{Seen.public_id}/"):
            assert stranger.get(path).status == 410
