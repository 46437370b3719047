"""A stranger fears for somebody in a story: the way to say so keeps nothing of the stranger but the words."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from home.documents import opened
from publication import concerns
from publication.actions.withdraw import withdraw
from publication.models import LogEntry, OutboxEntry
from review.models import PrivacyConcern
from tests.home.documents.conftest import public
from tests.home.documents.reading import read
from tests.review.everywhere import tables_with

pytestmark = pytest.mark.django_db
OURS = {"origin": "http://testserver", "user-agent": "Quillbrowser/9"}
WORDS = "The bridge on the drawing stands in one village only."


@pytest.fixture
def form(tam):
    return f"{tam.url}concern/"


@pytest.fixture
def typed(tam, monkeypatch):
    """What somebody sends who took a minute to type."""
    key = opened.key(tam.id)
    later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(opened.timezone, "now", lambda: later)
    return {"key": key, "text": WORDS, "contact": "", "website": ""}


def send(stranger, form, typed, headers=OURS, follow=True, **changes):
    sent = typed | changes
    return stranger.post(form, sent, headers=headers, REMOTE_ADDR="203.0.113.77", follow=follow)


def kept():
    return list(PrivacyConcern.objects.values_list("text", flat=True))


@pytest.mark.parametrize("locale", ["en", "id"])
def test_every_story_links_a_form_that_no_cache_keeps(people, stranger, locale):
    tam = public(people, "en", "id")
    page = read(stranger.get(f"/{locale}/cases/{tam.id}/"))
    (link,) = [link["href"] for link in page.all("a") if link.get("href", "").endswith("/concern/")]
    answer = stranger.get(link)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer
    # The way out and the offline page, which every document has, and what keeps a form from no network.
    scripts = {script["src"] for script in read(answer).all("script")}
    assert scripts <= {"/static/lite/frame.js", "/static/lite/unsent.js"}


def test_what_was_typed_reaches_the_desk(stranger, form, typed, tam):
    answer = send(stranger, form, typed, contact="call the parish office")
    assert "waits at our privacy desk" in read(answer).text
    concern = PrivacyConcern.objects.get()
    assert (concern.subject, concern.locale, concern.text) == (tam.id, "en", WORDS)
    assert concern.contact == "call the parish office"


@pytest.mark.parametrize("website", ["", "http://x"])
def test_the_page_that_says_it_was_sent_can_be_loaded_again_and_sends_nothing(stranger, form, typed, website):
    sent = send(stranger, form, typed, follow=False, website=website)
    assert (sent.status_code, sent["Location"], sent["Cache-Control"]) == (303, f"{form}?sent", "no-store")
    before = kept()
    for _again in range(2):
        answer = stranger.get(sent["Location"])
        assert "waits at our privacy desk" in read(answer).text
        assert answer["Cache-Control"] == "no-store"
    assert kept() == before


def test_nothing_of_the_sender_is_kept_that_was_not_typed(stranger, form, typed):
    before = (LogEntry.objects.count(), OutboxEntry.objects.count())
    send(stranger, form, typed)
    assert tables_with("203.0.113.77") == tables_with("Quillbrowser") == set()
    assert (LogEntry.objects.count(), OutboxEntry.objects.count()) == before
    moments = [field.name for field in PrivacyConcern._meta.fields if "DateTime" in type(field).__name__]
    assert moments == []
    assert mail.outbox == []


def test_it_is_not_readable_in_the_database_without_the_key(stranger, form, typed):
    from django.db import connection

    send(stranger, form, typed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sixdegree_review_privacyconcern")
        assert "bridge" not in str(cursor.fetchall())


def test_a_gone_story_still_takes_a_concern_and_shows_no_word(stranger, form, typed, tam, people):
    withdraw(tam.id, people.officer)
    gone = read(stranger.get(tam.url))
    assert form in [link.get("href") for link in gone.all("a")]
    assert tam.alias not in read(stranger.get(form)).text
    send(stranger, form, typed)
    assert kept() == [WORDS]


def test_of_an_id_that_never_was_public_there_is_no_form(stranger):
    answer = stranger.get("/en/cases/neverwasanythinghere/concern/")
    assert (answer.status_code, "concern" in answer.content.decode()) == (404, False)


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}])
def test_a_form_sent_from_elsewhere_is_shown_again_with_its_words(stranger, form, typed, headers):
    answer = send(stranger, form, typed, headers=headers)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert kept() == []


def test_a_machine_that_fills_everything_in_keeps_nothing_here(stranger, form, typed):
    assert "waits at our privacy desk" in read(send(stranger, form, typed, website="http://x")).text
    assert kept() == []


def test_what_is_sent_in_no_time_is_asked_again(stranger, form, typed):
    fresh = read(stranger.get(form)).field("key")
    answer = send(stranger, form, typed, key=fresh, contact="call the parish office")
    shown = read(answer)
    assert "Not sent yet" in shown.text and "wait three seconds, then send it again" in shown.text
    assert WORDS in answer.content.decode()
    assert shown.field("contact") == "call the parish office"
    assert kept() == []


@pytest.mark.parametrize("key", ["", "forged", "another"])
def test_a_key_that_is_not_this_forms_is_refused(stranger, form, typed, key):
    answer = send(stranger, form, typed, key=opened.key("another") if key == "another" else key)
    assert answer.status_code == 422
    assert kept() == []


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_nothing_and_too_much_are_told_apart_from_a_message(stranger, form, typed, text):
    answer = send(stranger, form, typed, text=text)
    assert answer.status_code == 422
    assert read(answer).one("div", role="alert")
    assert kept() == []


def test_a_flood_ends_at_a_ceiling_without_anybodys_address(stranger, form, typed, settings):
    settings.SIXDEGREE_REVIEW_CONCERNS_PER_CASE = 2
    answers = [send(stranger, form, typed).status_code for _again in range(3)]
    assert answers == [200, 200, 429]
    assert len(kept()) == 2


def test_without_a_desk_the_public_is_offered_no_form(stranger, form, tam, monkeypatch):
    monkeypatch.setattr(concerns, "_receivers", [])
    assert stranger.get(form).status_code == 404
    assert "concern" not in stranger.get(tam.url).content.decode()


@pytest.mark.parametrize(("locale", "heading"), [("id", "Laporkan"), ("th", "แจ้ง"), ("zh-hans", "报告")])
def test_the_form_speaks_the_readers_language(stranger, tam, locale, heading):
    assert heading in read(stranger.get(f"/{locale}/cases/{tam.id}/concern/")).text


class TestOtherFrontEnds:
    ADDRESS = "/api/v1/concerns/"

    def post(self, stranger, tam, proof=None, **changes):
        from tests.payments.conftest import solved_proof

        body = {"case": tam.id, "locale": "en", "text": WORDS} | changes
        headers = {"X-Proof-Of-Work": solved_proof() if proof is None else proof}
        return stranger.post(self.ADDRESS, body, content_type="application/json", headers=headers)

    def test_they_hand_in_the_same(self, stranger, tam):
        answer = self.post(stranger, tam)
        assert (answer.status_code, answer.json()) == (202, {"received": True})
        assert answer["Cache-Control"] == "no-store"
        assert kept() == [WORDS]

    def test_without_a_proof_of_work_nothing_is_kept(self, stranger, tam):
        assert self.post(stranger, tam, proof="").status_code == 422
        assert kept() == []

    def test_an_unknown_case_is_not_told_from_an_unreleased_one(self, stranger, tam):
        answer = self.post(stranger, tam, case="neverwasanythinghere")
        assert (answer.status_code, answer.json()["type"]) == (404, "not-found")

    def test_what_names_more_than_is_asked_is_refused(self, stranger, tam):
        assert self.post(stranger, tam, email="me@example.org").status_code == 422
        assert kept() == []
