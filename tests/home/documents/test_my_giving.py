"""Linnea's own pages without script: her gifts, the stories she follows, her choices and her way out."""

import json
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from home.registration import sealed
from home.registration.models import Registration
from payments import worker
from payments.actions import receipts
from payments.actions.campaigns import open_fund
from payments.actions.refunds import refund
from payments.donors import actions, tokens
from payments.mails import monthly as letters
from payments.models import DonorAccount, DonorFollow, MonthlyGift
from publication import outbox
from publication.actions.withdraw import withdraw
from tests.home.documents.conftest import public
from tests.kept import harmless
from tests.payments.conftest import gives_and_pays
from tests.payments.donors.conftest import LINNEA, mailed_code
from tests.publication.stories import frozen, release, signed, update_story

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver"}
MINE = "/en/my-giving/"
LOCALES = ("en", "id", "th", "zh-hans")
RUTH = "ruth@example.org"


class Visitor:
    """A browser as far as cookies go: each goes where its path lets it."""

    def __init__(self):
        self.jar = {}

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, headers=OURS, **form):
        return self.ask("POST", path, headers=headers, data=form)

    def ask(self, method, path, headers=None, data=None):
        client = Client()
        for name, (value, reach) in self.jar.items():
            if path.startswith(reach):
                client.cookies[name] = value
        send = client.post if method == "POST" else client.get
        answer = send(path, data or {}, headers=headers or {})
        for name, morsel in answer.cookies.items():
            self.jar[name] = (morsel.value, morsel["path"])
            if not morsel.value:
                del self.jar[name]
        assert answer.headers["Cache-Control"] == "no-store" and "noindex" in answer.headers["X-Robots-Tag"]
        if answer.status_code == 303:
            return self.ask("GET", answer.headers["Location"])
        answer.text_shown = answer.content.decode(errors="replace")
        return answer

    def signs_in(self, email=LINNEA, locale="en"):
        self.post(f"/{locale}/my-giving/", email=email)
        self.post(f"/{locale}/my-giving/code/", code=mailed_code(email))
        return self


@pytest.fixture(autouse=True)
@harmless
def fresh():
    cache.clear()


@pytest.fixture
def linnea(db):
    return Visitor().signs_in()


@pytest.fixture
def account(linnea):
    return DonorAccount.objects.get()


@pytest.fixture
def given(provider, tam, people):
    open_fund("general-fund", "USD")
    gift = gives_and_pays(provider, 2_500, LINNEA, tam.campaign)
    gives_and_pays(provider, 700, LINNEA, "general-fund")
    worker.tick()
    return SimpleNamespace(gift=gift, tam=tam, people=people)


class TestSigningIn:
    @pytest.mark.parametrize("locale", LOCALES)
    def test_works_in_every_language(self, db, locale):
        visitor = Visitor().signs_in(locale=locale)
        assert LINNEA in visitor.get(f"/{locale}/my-giving/").text_shown
        assert mail.outbox[-1].to == [LINNEA]

    def test_sets_a_cookie_that_no_other_page_is_sent(self, linnea):
        assert {reach for _value, reach in linnea.jar.values()} == {f"/{code}/my-giving/" for code in LOCALES}
        assert LINNEA in linnea.get("/th/my-giving/").text_shown

    def test_holds_the_cookie_back_from_scripts_and_from_other_sites(self, db):
        answer = Client().post(MINE, {"email": LINNEA}, headers=OURS)
        (cookie, *_others) = answer.cookies.values()
        assert cookie["httponly"] and cookie["samesite"] == "Lax"

    def test_answers_the_same_to_staff_to_donors_and_to_nobody(self, account):
        get_user_model().objects.create_user("ruth", RUTH, "a long sentence of her own")
        told = [
            Visitor().post(MINE, email=email).text_shown.replace(email, "EMAIL")
            for email in (RUTH, LINNEA, "nobody@donors.example")
        ]
        assert told[0] == told[1] == told[2]

    def test_gives_a_wrong_code_three_tries(self, db):
        visitor = Visitor()
        visitor.post(MINE, email=LINNEA)
        answers = [visitor.post(f"{MINE}code/", code="BCDF-GHJK") for _try in range(3)]
        assert [answer.status_code for answer in answers] == [422, 422, 422]
        assert "for the third time" in answers[2].text_shown
        visitor.post(f"{MINE}code/", code=mailed_code())
        assert LINNEA not in visitor.get(MINE).text_shown

    @pytest.mark.parametrize("email", ["", "linnea", "a" * 300 + "@donors.example"])
    def test_gives_back_what_is_no_address(self, db, email):
        answer = Visitor().post(MINE, email=email)
        assert answer.status_code == 422 and not mail.outbox

    def test_tells_who_asks_too_often_to_wait(self, db, settings):
        settings.SIXDEGREE_PAYMENTS_CODES_PER_EMAIL = 1
        visitor = Visitor()
        assert [visitor.post(MINE, email=LINNEA).status_code for _time in range(2)] == [200, 429]

    def test_ends_here_or_everywhere(self, linnea):
        phone = Visitor().signs_in()
        linnea.post(f"{MINE}sign-out/")
        assert linnea.jar == {} and LINNEA in phone.get(MINE).text_shown
        Visitor().signs_in().post(f"{MINE}sign-out/", everywhere="1")
        assert LINNEA not in phone.get(MINE).text_shown

    def test_has_the_browser_drop_its_pages_when_it_ends(self, linnea):
        headers = {**OURS, "cookie": "; ".join(f"{name}={value}" for name, (value, _) in linnea.jar.items())}
        assert Client().post(f"{MINE}sign-out/", headers=headers)["Clear-Site-Data"] == '"cache"'

    def test_leaves_whoever_works_in_the_admin_signed_in_there(self, db):
        ruth = get_user_model().objects.create_superuser("ruth", RUTH, "a long sentence of her own")
        client = Client()
        client.force_login(ruth, "django.contrib.auth.backends.ModelBackend")
        assert "Mail me a code" in client.get(MINE).content.decode()
        client.post(MINE, {"email": LINNEA}, headers=OURS)
        client.post(f"{MINE}code/", {"code": mailed_code()}, headers=OURS)
        assert client.get("/admin/").status_code == 200


class TestGifts:
    def test_are_listed_with_story_fund_and_receipt(self, given, linnea):
        shown = linnea.get(MINE).text_shown
        assert f'<a href="{given.tam.url}">{given.tam.alias}</a>' in shown
        assert "To the fund" in shown and f"/en/thanks/{given.gift.pk}/" in shown

    def test_promise_a_receipt_only_while_one_is_coming_and_offer_a_valid_one_as_a_file(self, given, linnea):
        file = f"/api/v1/donations/{given.gift.pk}/receipt.pdf"
        assert f'href="{file}"' in linnea.get(MINE).text_shown
        refund(given.gift.pk, 100, by="staff-7", reason="asked")
        receipts.amend_due()
        assert "The receipt is being written" in linnea.get(MINE).text_shown
        receipts.issue_due()
        assert f'href="{file}"' in linnea.get(MINE).text_shown
        refund(given.gift.pk, given.gift.amount - 100, by="staff-7", reason="asked")
        receipts.amend_due()
        shown = linnea.get(MINE).text_shown
        assert "The receipt is no longer valid" in shown and file not in shown

    def test_to_a_withdrawn_story_say_that_it_is_no_longer_shared_and_nothing_else(self, given, linnea):
        actions.follow(DonorAccount.objects.get(), given.tam.campaign)
        withdraw(given.tam.id, given.people.officer)
        shown = linnea.get(MINE).text_shown
        assert shown.count("A story no longer shared") == 2
        assert given.tam.alias not in shown and given.tam.id not in shown

    def test_of_a_year_make_a_statement_that_names_no_story(self, given, linnea):
        year = given.gift.value_date.year
        shown = linnea.get(f"{MINE}{year}/").text_shown
        assert "32" in shown and given.tam.alias not in shown and given.tam.campaign not in shown
        assert linnea.get(f"{MINE}{year}.pdf").content.startswith(b"%PDF-")

    @pytest.mark.parametrize("year", ["0", "1999", "10000"])
    def test_of_a_year_that_cannot_be_are_not_there(self, linnea, year):
        assert linnea.get(f"{MINE}{year}/").status_code == 404


class TestFollowing:
    def test_begins_on_the_thank_you_page(self, given):
        thanks = Client().get(f"/en/thanks/{given.gift.pk}/").content.decode()
        follow = f"{MINE}follow/{given.tam.campaign}/"
        assert f'href="{follow}"' in thanks and f'href="{MINE}"' in thanks
        visitor = Visitor()
        assert f'value="{given.tam.campaign}"' in visitor.get(follow).text_shown
        visitor.post(MINE, email=LINNEA, to_follow=given.tam.campaign)
        button = visitor.post(f"{MINE}code/", code=mailed_code())
        assert f"Follow the story of {given.tam.alias}" in button.text_shown
        visitor.post(follow)
        assert DonorFollow.objects.get().campaign_ref == given.tam.campaign
        visitor.post(follow, leave="1")
        assert not DonorFollow.objects.exists()

    def test_of_what_is_no_story_is_not_there(self, linnea):
        assert linnea.get(f"{MINE}follow/nobody/").status_code == 404

    @pytest.mark.parametrize(("channels", "mails"), [(("site_api", "news_mails"), 1), (("site_api",), 0)])
    def test_is_told_of_an_update_where_consent_allows_it(self, people, account, channels, mails):
        tam = public(people, channels=channels)
        actions.follow(account, tam.campaign)
        outbox.drain()
        mail.outbox.clear()
        update = update_story(tam.id, "u" * 26)
        release([signed(frozen(update, people.editor), people.reviewer)], people.reviewer)
        outbox.drain()
        worker.deliver()
        assert len(mail.outbox) == mails
        assert all(tam.alias not in letter.body and tam.id not in letter.body for letter in mail.outbox)

    def test_ends_by_the_link_or_the_button_of_a_mail_program_without_a_sign_in(self, account):
        way_out = f"/en/no-more-mails/{tokens.no_news(account.pk)}/"
        assert "<button" in Client().get(way_out).content.decode()
        account.refresh_from_db()
        assert account.news
        told = Client().post(way_out, {"List-Unsubscribe": "One-Click"})
        account.refresh_from_db()
        assert told.status_code == 200 and not account.news and LINNEA not in told.content.decode()
        assert Client().post("/en/no-more-mails/made-up/").status_code == 404


class TestOwnData:
    def test_choices_are_kept(self, linnea, account):
        linnea.post(f"{MINE}choices/", language="th", by_name="1")
        account.refresh_from_db()
        assert (account.locale, account.by_name, account.news) == ("th", True, False)

    def test_all_of_it_comes_as_a_file_with_the_registration_for_news(self, given, linnea):
        Registration.objects.create(
            email=sealed.seal(LINNEA), email_hash=sealed.fingerprint(LINNEA), locale="en"
        )
        answer = linnea.get(f"{MINE}export/")
        held = json.loads(answer.content)
        assert "attachment" in answer.headers["Content-Disposition"]
        assert held["elsewhere"]["news"]["email"] == LINNEA and len(held["gifts"]) == 2

    def test_erasing_it_asks_for_the_address_and_ends_the_session(self, given, linnea):
        Registration.objects.create(
            email=sealed.seal(LINNEA), email_hash=sealed.fingerprint(LINNEA), locale="en"
        )
        assert linnea.post(f"{MINE}erase/", email="another@donors.example").status_code == 422
        assert "You are erased" in linnea.post(f"{MINE}erase/", email=LINNEA).text_shown
        assert linnea.jar == {}
        assert not DonorAccount.objects.exists() and not Registration.objects.exists()


ELSEWHERE = [
    {},
    {"origin": "null"},
    {"origin": "https://mallory.example"},
    {"origin": "null", "referer": "http://testserver/en/my-giving/"},
    {"referer": "https://mallory.example/?http://testserver/"},
    {"referer": "http://testserver.mallory.example/"},
    {"referer": "http://["},
]
POSTED = ["", "code/", "sign-out/", "choices/", "erase/", "follow/{campaign}/"]


@pytest.mark.parametrize("path", POSTED)
@pytest.mark.parametrize("origin", ELSEWHERE)
def test_a_form_of_another_site_does_nothing(linnea, account, tam, path, origin):
    form = {"email": LINNEA, "by_name": "1", "everywhere": "1", "language": "th"}
    before = DonorAccount.objects.values().get()
    linnea.post(MINE + path.format(campaign=tam.campaign), headers=origin, **form)
    assert DonorAccount.objects.values().get() == before and not DonorFollow.objects.exists()
    assert LINNEA in linnea.get(MINE).text_shown


def test_an_old_browser_that_sends_no_origin_is_known_by_the_page_it_comes_from(linnea, account):
    linnea.post(f"{MINE}choices/", headers={"referer": f"http://testserver{MINE}"}, language="th")
    account.refresh_from_db()
    assert account.locale == "th"


@pytest.mark.parametrize("path", ["2026/", "2026.pdf", "choices/", "export/", "erase/"])
def test_a_stranger_is_led_to_the_sign_in(given, linnea, path):
    stranger = Visitor()
    stranger.jar["my-giving-en"] = ("made-up", MINE)
    for _time in range(2):
        shown = stranger.get(MINE + path).text_shown
        assert "Mail me a code" in shown and LINNEA not in shown


@pytest.fixture
def monthly(provider, settings):
    """Linnea gives USD 25 to the fund every month."""
    open_fund("general-fund", "USD")
    settings.SIXDEGREE_PAYMENTS_FUND = "general-fund"
    first = gives_and_pays(provider, 2_500, LINNEA, "general-fund", every_month=True)
    return MonthlyGift.objects.get(pk=first.monthly_gift_id)


def ends_in_a_mail(gift, locale="en"):
    return f"/{locale}/monthly-gift/{letters.token(gift.pk)}/"


def test_a_monthly_gift_is_ended_with_one_click(linnea, monthly):
    shown = linnea.get(MINE).text_shown
    assert "What I give every month" in shown and "every month" in shown
    answer = linnea.post(f"{MINE}monthly/{monthly.pk}/")
    monthly.refresh_from_db()
    assert (monthly.state, monthly.ended_by) == ("ended", "donor")
    assert "Ended on" in answer.text_shown


def test_nobody_ends_anothers_monthly_gift(monthly, provider):
    mallory = Visitor().signs_in("mallory@donors.example")
    assert mallory.post(f"{MINE}monthly/{monthly.pk}/").status_code == 404
    assert Visitor().post(f"{MINE}monthly/{monthly.pk}/").status_code == 200
    foreign = {"origin": "https://elsewhere.example"}
    owner = Visitor().signs_in()
    assert owner.post(f"{MINE}monthly/{monthly.pk}/", headers=foreign).status_code == 403
    monthly.refresh_from_db()
    assert monthly.end_asked_at is None


@pytest.mark.parametrize("locale", LOCALES)
def test_a_guest_ends_it_by_the_link_in_her_mail_and_no_scanner_does(monthly, locale):
    guest = Visitor()
    for _scanner in range(2):
        assert guest.get(ends_in_a_mail(monthly, locale)).status_code == 200
    monthly.refresh_from_db()
    assert monthly.end_asked_at is None
    for _twice in range(2):
        assert guest.post(ends_in_a_mail(monthly, locale)).status_code == 200
    monthly.refresh_from_db()
    assert (monthly.state, monthly.ended_by) == ("ended", "donor")


def test_no_page_says_that_it_has_ended_before_the_provider_does(monthly):
    MonthlyGift.objects.update(end_asked_at=timezone.now(), ended_by="donor")
    sentences = set()
    for locale in LOCALES:
        with translation.override(locale):
            sentences.add(said := gettext("Your monthly gift has been asked to end"))
        assert said in Visitor().get(ends_in_a_mail(monthly, locale)).text_shown
    assert len(sentences) == len(LOCALES)


def test_a_guessed_link_ends_nothing(monthly):
    assert Visitor().post(f"/en/monthly-gift/{monthly.pk}/").status_code == 404
    assert Visitor().get("/en/monthly-gift/guessed/").status_code == 404
    monthly.refresh_from_db()
    assert monthly.end_asked_at is None
