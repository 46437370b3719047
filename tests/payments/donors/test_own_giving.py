"""What a donor reads and decides about what is kept: her own, and nothing of anybody else's."""

from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from payments import worker
from payments.actions import disputes
from payments.actions.campaigns import open_campaign, open_fund, pause_campaign
from payments.actions.fund import to_fund
from payments.actions.refunds import refund
from payments.donors import actions, holdings, paper, readers, tokens
from payments.models import (
    CampaignClosure,
    Dispute,
    Donation,
    Donor,
    DonorAccount,
    DonorFollow,
    DonorIdentity,
)
from payments.readers import funding, mails_given_up
from tests.payments.books import told
from tests.payments.conftest import gives_and_pays
from tests.payments.donors.conftest import LINNEA, ME, Browser
from tests.payments.monthly import EMAIL, begins
from tests.payments.receipts.test_document import told as signs
from tests.payments.receipts.test_document import words

pytestmark = pytest.mark.django_db

OTHER = "someone.else@donors.example"
OWN = ["", "gifts/", "statements/2026/", "export/"]


def at(provider, *day):
    provider.control("clock", charge_created=int(datetime(*day, 12, tzinfo=UTC).timestamp()))


@pytest.fixture
def gifts(provider, weaver):
    """Linnea's as a guest, one of them to the fund, and one of somebody else's; receipts are issued."""
    open_fund("fund", "USD")
    at(provider, 2025, 12, 31)
    first = gives_and_pays(provider, 2_500, "Linnea@Donors.example")
    at(provider, 2026, 3, 1)
    second = gives_and_pays(provider, 4_000, LINNEA, "fund")
    gives_and_pays(provider, 9_900, OTHER)
    worker.tick()
    mail.outbox.clear()
    return [first, second]


def listed(answer):
    return [(gift["id"], gift["amount"]["amount"]) for gift in answer.json()["results"]]


class TestGifts:
    def test_given_as_a_guest_are_there_once_the_address_is_proved(self, gifts, her_browser):
        first, second = gifts
        answer = her_browser.me("gifts/")
        assert listed(answer) == [(second.pk, 4_000), (first.pk, 2_500)]
        assert [gift["to_fund"] for gift in answer.json()["results"]] == [True, False]
        assert {gift["outcome"] for gift in answer.json()["results"]} == {"given"}
        for gift in answer.json()["results"]:
            assert gift["receipt"]["state"] == "issued"
            assert gift["receipt"]["url"].endswith(f"/api/v1/donations/{gift['id']}/receipt.pdf")
        assert answer.headers["Cache-Control"] == "no-store"

    def test_of_others_are_never_among_them(self, gifts, her_browser):
        stranger = Browser().signs_in("mallory@donors.example")
        assert listed(stranger.me("gifts/")) == []
        assert OTHER not in her_browser.me("export/").content.decode()

    def test_come_in_pages(self, gifts, her_browser, monkeypatch):
        monkeypatch.setattr(readers, "PAGE", 1)
        first = her_browser.me("gifts/").json()
        second = her_browser.ask("GET", first["next"].partition("testserver")[2]).json()
        assert [gift["id"] for gift in first["results"] + second["results"]] == [g.pk for g in gifts[::-1]]
        assert second["next"] is None

    def test_of_a_year_add_up(self, gifts, her_browser):
        assert her_browser.me().json()["years"] == [2026, 2025]
        statement = her_browser.me("statements/2025/").json()
        assert [gift["id"] for gift in statement["gifts"]] == [gifts[0].pk]
        assert statement["totals"] == [{"amount": 2_500, "currency": "USD"}]
        assert her_browser.me("statements/2019/").json()["gifts"] == []


class TestOutcomes:
    def test_what_came_back_is_told_and_taken_off_the_year(self, gifts, her_browser):
        refund(gifts[1].pk, 1_500, by="staff-7", reason="")
        part = her_browser.me("gifts/").json()["results"][0]
        assert (part["outcome"], part["refunded"]["amount"]) == ("partly_refunded", 1_500)
        assert her_browser.me("statements/2026/").json()["totals"][0]["amount"] == 2_500
        refund(gifts[1].pk, 2_500, by="staff-7", reason="")
        assert her_browser.me("gifts/").json()["results"][0]["outcome"] == "refunded"
        worker.tick()
        receipt = her_browser.me("gifts/").json()["results"][0]["receipt"]
        assert receipt == {"state": "void", "number": None, "url": None}

    def test_what_her_bank_took_back_counts_no_more_until_that_is_won(
        self, gifts, her_browser, linnea, provider
    ):
        given = gifts[1]
        for _part in range(2):
            refund(given.pk, 500, by="staff-7", reason="")
        provider.control("clock", charge_created=None)
        provider.control(f"disputes/{given.charge}")
        told(provider, given.charge, "charge.dispute")
        gift = her_browser.me("gifts/").json()["results"][0]
        assert (gift["outcome"], gift["refunded"]["amount"]) == ("refunded", 4_000)
        assert her_browser.me("statements/2026/").json()["totals"][0]["amount"] == 0
        assert "U" not in signs(paper.statement_pdf(linnea, 2026, "en"))
        disputes.answer(Dispute.objects.get().provider_id, "winning_evidence", by="staff-7")
        gift = her_browser.me("gifts/").json()["results"][0]
        assert (gift["outcome"], gift["refunded"]["amount"]) == ("partly_refunded", 1_000)
        assert her_browser.me("statements/2026/").json()["totals"][0]["amount"] == 3_000
        assert "U" in signs(paper.statement_pdf(linnea, 2026, "en"))

    def test_what_moved_to_the_fund_is_told(self, gifts, her_browser, settings):
        settings.SIXDEGREE_PAYMENTS_FUND = "fund"
        CampaignClosure.objects.create(campaign_ref="weaver", kind=CampaignClosure.Kind.CLOSED)
        to_fund(gifts[0].pk, by="donor")
        told = {gift["id"]: gift["outcome"] for gift in her_browser.me("gifts/").json()["results"]}
        assert told == {gifts[0].pk: "moved_to_fund", gifts[1].pk: "given"}

    def test_a_year_comes_on_paper_too(self, gifts, her_browser):
        answer = her_browser.me("statements/2025.pdf")
        assert answer.headers["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
        assert answer.headers["Cache-Control"] == "no-store"


class TestFollowing:
    def test_a_story_and_leaving_it(self, weaver, her_browser):
        assert her_browser.me("follows/weaver/", "POST").status_code == 204
        assert her_browser.me("follows/weaver/", "POST").status_code == 204
        assert [each["campaign"] for each in her_browser.me().json()["follows"]] == ["weaver"]
        assert her_browser.me("follows/weaver/", "DELETE").status_code == 204
        assert her_browser.me().json()["follows"] == []

    @pytest.mark.parametrize("kind", ["closed", "paused"])
    def test_tells_one_not_shared_for_now_or_for_good_from_none_in_nothing(self, weaver, her_browser, kind):
        CampaignClosure.objects.create(campaign_ref="weaver", kind=kind)
        gone, never = (her_browser.me(f"follows/{each}/", "POST") for each in ("weaver", "nobody"))
        assert (gone.status_code, gone.content) == (404, never.content)

    def test_a_story_that_is_shared_again_is_followed_again(self, weaver, her_browser):
        pause_campaign(weaver)
        open_campaign(weaver, 150_000, "USD")
        assert her_browser.me("follows/weaver/", "POST").status_code == 204

    def test_news_asks_as_much_for_one_follower_as_for_many(
        self, weaver, linnea, django_assert_max_num_queries
    ):
        for name in ("bo", "mei", "ana"):
            actions.follow(actions.open_account(f"{name}@donors.example", "en"), "weaver")
        with django_assert_max_num_queries(7):
            assert actions.tell_followers("weaver") == 3

    def test_news_is_mailed_once_a_day_and_names_nothing(self, weaver, linnea):
        actions.follow(linnea, "weaver")
        assert [actions.tell_followers(each) for each in ("weaver", "weaver", "another")] == [1, 0, 0]
        worker.deliver()
        (letter,) = mail.outbox
        assert letter.to == [LINNEA] and "/en/my-giving/" in letter.body
        assert "weaver" not in f"{letter.subject}{letter.body}{letter.extra_headers}"
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body

    def test_news_to_an_address_that_is_gone_is_given_up_at_once_and_not_logged(
        self, weaver, linnea, monkeypatch, caplog
    ):
        def refuses(message, **_kwargs):
            raise SMTPRecipientsRefused({LINNEA: (550, LINNEA.encode())})

        actions.follow(linnea, "weaver")
        actions.tell_followers("weaver")
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuses)
        worker.deliver()
        assert mails_given_up() == 1 and LINNEA not in caplog.text

    def test_news_stops_with_a_token_of_ours_alone(self, weaver, linnea):
        actions.follow(linnea, "weaver")
        assert tokens.leaving("made up") == ""
        actions.stop_news(tokens.leaving(tokens.no_news(linnea.pk)))
        assert actions.tell_followers("weaver") == 0


class TestChoosing:
    def test_language_name_and_news(self, her_browser, linnea):
        DonorIdentity.objects.filter(donor=linnea.donor).update(name="Linnea Berg")
        assert readers.addressed_as(linnea.donor) == ""
        answer = her_browser.me("", "PATCH", {"locale": "th", "by_name": True, "news": False}).json()
        assert (answer["locale"], answer["by_name"], answer["news"]) == ("th", True, False)
        assert readers.addressed_as(linnea.donor) == "Linnea Berg"

    def test_a_language_we_do_not_write_is_refused(self, her_browser):
        answer = her_browser.me("", "PATCH", {"locale": "tlh"})
        assert (answer.status_code, answer.json()["type"]) == (422, "choice-refused")


class TestLeaving:
    def test_takes_all_that_names_her_and_leaves_the_books(self, gifts, her_browser):
        donors = funding(["fund"])["fund"].donors
        assert her_browser.me("erase/", "POST", {"email": "Linnea@donors.example"}).status_code == 204
        assert her_browser.me().status_code == 401
        assert not DonorAccount.objects.exists() and not DonorFollow.objects.exists()
        assert not DonorIdentity.objects.filter(email__iexact=LINNEA).exists()
        assert not get_user_model().objects.filter(username__startswith="donor-").exists()
        kept = Donation.objects.get(pk=gifts[0].pk)
        assert (kept.amount, kept.state) == (2_500, "paid") and kept.donor
        assert funding(["fund"])["fund"].donors == donors
        assert Browser().signs_in(LINNEA).me("gifts/").json()["results"] == []

    def test_asks_for_the_address_once_more(self, her_browser):
        assert her_browser.me("erase/", "POST", {"email": OTHER}).status_code == 422
        assert her_browser.me().status_code == 200

    def test_leaves_no_trace_of_who_never_gave(self, her_browser):
        her_browser.me("erase/", "POST", {"email": LINNEA})
        assert not Donor.objects.exists()

    def test_and_the_export_ask_all_who_hold_something(self, her_browser, monkeypatch):
        gone = []
        monkeypatch.setattr(holdings, "_known", {})
        holdings.register("letters", lambda email: {"to": email}, gone.append)
        assert her_browser.me("export/").json()["elsewhere"] == {"letters": {"to": LINNEA}}
        her_browser.me("erase/", "POST", {"email": LINNEA})
        assert gone == [LINNEA]


def test_the_export_holds_all_that_is_kept(gifts, her_browser, linnea):
    actions.follow(linnea, "weaver")
    held = her_browser.me("export/").json()
    assert held["account"]["email"] == LINNEA
    assert [gift["id"] for gift in held["gifts"]] == [gift.pk for gift in gifts]
    assert [each["campaign"] for each in held["follows"]] == ["weaver"]


def test_what_an_officer_wrote_of_a_refund_is_in_no_answer(gifts, her_browser):
    refund(gifts[1].pk, 1_500, by="staff-7", reason="zzplanted words about her")
    (held,) = her_browser.me("export/").json()["gifts"][1]["refunds"]
    assert held.keys() == {"amount", "fee_cover", "state", "requested_at"}
    gift = her_browser.ask("GET", f"/api/v1/donations/{gifts[1].pk}/")
    for answer in (gift, *(her_browser.me(path) for path in (*OWN, "statements/2026.pdf"))):
        assert answer.status_code == 200 and b"zzplanted" not in words(answer.content)
        assert b"staff-7" not in words(answer.content)


@pytest.mark.parametrize("path", OWN)
def test_a_stranger_is_told_how_to_sign_in_and_nothing_else(gifts, path):
    for browser in (Browser(), Browser("made-up"), Browser("a\x7fb")):
        answer = browser.ask("GET", f"{ME}{path}")
        assert (answer.status_code, answer.json()["type"]) == (401, "not-signed-in")
        assert answer.headers["Cache-Control"] == "no-store"


class TestMonthly:
    @pytest.fixture
    def monthly(self, provider, fund):
        return begins(provider, fund)

    def test_her_own_are_listed_ended_and_exported(self, monthly):
        amina = Browser().signs_in(EMAIL)
        [listed] = amina.me("monthly-gifts/").json()["results"]
        assert (listed["id"], listed["state"], listed["amount"]["amount"]) == (monthly.pk, "active", 2_500)
        assert [gift["every_month"] for gift in amina.me("gifts/").json()["results"]] == [True]
        ended = amina.me(f"monthly-gifts/{monthly.pk}/end/", "POST")
        assert (ended.status_code, ended.json()["state"]) == (200, "ended")
        [exported] = amina.me("export/").json()["monthly_gifts"]
        assert exported["subscription_at_the_provider"] == monthly.subscription

    def test_nobody_else_sees_or_ends_them(self, monthly):
        mallory = Browser().signs_in(OTHER)
        assert mallory.me("monthly-gifts/").json() == {"results": []}
        assert mallory.me(f"monthly-gifts/{monthly.pk}/end/", "POST").status_code == 404
        for path, method in [("monthly-gifts/", "GET"), (f"monthly-gifts/{monthly.pk}/end/", "POST")]:
            assert Browser().me(path, method).status_code == 401
        monthly.refresh_from_db()
        assert monthly.end_asked_at is None
