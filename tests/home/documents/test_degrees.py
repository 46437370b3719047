"""From hand to hand: what a shared link carries, what opening it leaves behind, what a gift takes along."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from payments import degrees
from payments.models import Donation
from payments.readers import funding
from publication.actions.withdraw import withdraw
from tests.home.documents.conftest import public
from tests.home.documents.reading import read
from tests.payments.conftest import gives, solved_proof

pytestmark = pytest.mark.django_db

OURS = {"origin": "http://testserver"}


def passed_on(somebody, story, held=""):
    """The link that a person without script gets who holds a degree, or none."""
    answer = somebody.post(f"{story.url}share/", {"degree": held})
    return read(answer).one("input", id="link")["value"]


def degree_in(link):
    return parse_qs(urlsplit(link).query)["degree"][0]


def pays_by(somebody, provider, story, link, email):
    """The whole way of a gift without script: link, story, form, payment. Returns the donation."""
    page = read(somebody.get(link))
    give = next(each["href"] for each in page.all("a") if each.get("class") == "give")
    form = read(somebody.get(give))
    fields = {
        "key": form.field("key"),
        "degree": form.field("degree"),
        "amount": "3000",
        "proof": solved_proof(),
    }
    assert somebody.post(story.give, fields, headers=OURS).status_code == 303
    donation = Donation.objects.latest("reserved_at")
    provider.pay(donation, email)
    return donation


def test_a_paid_gift_carries_the_degree_of_its_link_and_the_story_tells_how_far_it_came(
    stranger, tam, provider, settings
):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 1
    first = passed_on(stranger, tam)
    second = passed_on(stranger, tam, degree_in(first))
    donation = pays_by(stranger, provider, tam, second, "filippa@example.org")
    assert donation.degree == 2
    assert "No gift has come by a link" in read(stranger.get(tam.url)).text
    stranger.get(f"/en/thanks/{donation.pk}/")
    assert funding([tam.campaign])[tam.campaign].degrees["2"] == 1
    text = read(stranger.get(tam.url)).text
    assert "gifts come that way" in text and "passed on 2×: 1 gift" in text


def test_a_gift_that_is_not_paid_tells_nothing(stranger, tam, provider, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 1
    donation = gives(3_000, tam.campaign, degree=degrees.token(5))
    stranger.get(f"/en/cancelled/{donation.pk}/")
    assert set(funding([tam.campaign])[tam.campaign].degrees.values()) == {0}


def test_two_links_of_one_degree_are_the_same_to_the_byte(people, tam):
    someone, somebody_else = Client(), Client(headers={"user-agent": "another"})
    somebody_else.get("/en/")
    third = degrees.token(3)
    assert passed_on(someone, tam, third) == passed_on(somebody_else, tam, third)
    other = public(people)
    assert degree_in(passed_on(someone, tam, third)) == degree_in(passed_on(someone, other, third))


def test_a_link_carries_its_degree_and_nothing_else(stranger, tam):
    link = urlsplit(passed_on(stranger, tam, degrees.token(1)))
    assert (link.path, link.fragment) == (tam.url, "")
    assert parse_qs(link.query) == {"degree": [degrees.token(2)]}


def test_opening_a_link_or_passing_it_on_writes_nothing_and_sets_no_cookie(stranger, tam):
    shared = degrees.token(2)
    with CaptureQueriesContext(connection) as asked:
        answers = [
            stranger.get(tam.url, {"degree": shared}),
            stranger.get(tam.give, {"degree": shared}),
            stranger.get(f"{tam.url}share/", {"degree": shared}),
            stranger.post(f"{tam.url}share/", {"degree": shared}),
            stranger.post("/api/v1/degrees/", {"degree": shared}, content_type="application/json"),
        ]
    assert {answer.status_code for answer in answers} == {200}
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    assert not stranger.cookies
    assert {answer["Referrer-Policy"] for answer in answers[:4]} == {"same-origin"}


def test_no_answer_about_cases_depends_on_a_degree(stranger, tam):
    story = f"/api/v1/cases/{tam.id}/"
    for path in ("/api/v1/cases/", story, f"{story}storymap/", f"{story}updates/"):
        plain = stranger.get(path)
        for degree in (degrees.token(1), degrees.token(6), "forged"):
            by_link = stranger.get(path, {"degree": degree})
            assert (by_link.content, by_link["ETag"]) == (plain.content, plain["ETag"]), path


FORGED = ["6:made-up", "7", "1:", "6" * 4000, "6" + degrees.token(1)[1:], "1:\N{SNOWMAN}"]


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_degree_costs_nobody_the_story_and_goes_no_further(stranger, tam, forged):
    page = read(stranger.get(tam.url, {"degree": forged}))
    assert next(each["href"] for each in page.all("a") if each.get("class") == "give") == tam.give
    assert page.field("degree") == ""
    assert degree_in(passed_on(stranger, tam, forged)) == degrees.token(1)


def test_the_sixth_hand_is_the_last(stranger, tam):
    assert degree_in(passed_on(stranger, tam, degrees.token(6))) == degrees.token(6)


def test_a_degree_used_again_counts_a_gift_each_time_and_no_more(stranger, tam, provider, settings):
    settings.SIXDEGREE_PAYMENTS_SNAPSHOT_GIFTS = 1
    link = passed_on(stranger, tam)
    for email in ("filippa@example.org", "gita@example.org"):
        donation = pays_by(stranger, provider, tam, link, email)
        for _again in range(2):
            stranger.get(f"/en/thanks/{donation.pk}/")
    assert funding([tam.campaign])[tam.campaign].degrees["1"] == 2


def test_who_gave_passes_it_on_as_the_hand_after_the_one_it_came_from(stranger, tam, provider):
    donation = pays_by(stranger, provider, tam, f"{tam.url}?degree={degrees.token(3)}", "filippa@example.org")
    thanks = read(stranger.get(f"/en/thanks/{donation.pk}/"))
    assert thanks.one("form", **{"class": "share"})["action"] == f"{tam.url}share/"
    assert degree_in(passed_on(stranger, tam, thanks.field("degree"))) == degrees.token(4)


def test_a_story_that_is_gone_is_passed_on_no_more(stranger, tam, people, provider):
    donation = pays_by(stranger, provider, tam, tam.url, "filippa@example.org")
    before = read(stranger.get(f"/en/thanks/{donation.pk}/"))
    assert before.all("form") and "hand" in before.text
    withdraw(tam.id, people.officer, "asked for it")
    for answer in (
        stranger.post(f"{tam.url}share/", {"degree": degrees.token(1)}),
        stranger.get(f"{tam.url}share/"),
        stranger.get(tam.url, {"degree": degrees.token(1)}),
    ):
        assert answer.status_code == 410 and tam.alias not in answer.content.decode()
    after = read(stranger.get(f"/en/thanks/{donation.pk}/"))
    assert after.all("form") == [] and tam.id not in str(after.tags)


def test_a_case_that_never_was_is_passed_on_by_nobody(stranger, db):
    assert stranger.post("/en/cases/nothing/share/").status_code == 404
