"""At the next request after a withdrawal no public surface holds a word of the story, worker or no worker."""

import hashlib
import json
import re
from types import SimpleNamespace

import pytest

from payments import worker as money
from payments.actions import receipts
from payments.exceptions import CampaignClosed
from payments.models import Campaign, Donation
from publication.actions.withdraw import withdraw
from publication.identifiers import opaque_id
from publication.models import Media
from tests.home.documents.conftest import public
from tests.home.documents.journeys import TAM
from tests.payments.conftest import gives, gives_and_pays
from tests.publication.stories import released, update_story

pytestmark = pytest.mark.django_db(transaction=True)

LOCALES = ("en", "id", "th", "zh-hans")
PICTURE = b"\x00the mill"
SHA256 = hashlib.sha256(PICTURE).hexdigest()
# Of the story, its translation, its update and its picture.
WORDS = re.compile(rf"\b{TAM}\b|flour|The mill again|The stone turns|The Valley|{SHA256}")


@pytest.fixture
def world(people, site, about, provider):
    """Tam in two languages with news and a picture; one gift paid, one under way."""
    Media.objects.create(sha256=SHA256, content_type="image/webp", content=PICTURE)
    tam = public(people, "en", "id", picture={"sha256": SHA256, "alt": "A mill", "width": 8, "height": 6})
    news = update_story(tam.id, opaque_id(), title="The stone turns")
    released(news, people.editor, people.reviewer)
    paid = gives_and_pays(provider, 2_500, "filippa@example.org", tam.campaign)
    return SimpleNamespace(tam=tam, paid=paid, open=gives(3_000, tam.campaign), people=people)


def addresses(stranger, world):
    """Every address that answers GET: by the API's own contract, and the documents in every language."""
    filled = {
        "public_id": world.tam.id,
        "campaign": world.tam.campaign,
        "slug": "about",
        "sha256": SHA256,
        "donation_id": world.paid.pk,
        "year": 2026,
        "token": "guessed",
    }
    contract = stranger.get("/api/v1/openapi.json").json()["paths"]
    paths = [
        re.sub(r"{(\w+)}", lambda part: str(filled[part[1]]), path)
        for path, verbs in contract.items()
        if "get" in verbs
    ]
    paths += [f"{path}?locale={locale}" for path in paths for locale in LOCALES]
    paths += [f"/api/v1/search/?q={word}" for word in ("Tam", "flour", "mill", "Valley", "")]
    paths += [f"/api/v1/search/suggest/?q={word}" for word in ("Ta", "The")]
    paths += ["/", "/robots.txt", "/sitemap.xml"]
    for locale in LOCALES:
        paths += [
            f"/{locale}/{part}"
            for part in (
                "",
                "cases/",
                "about/",
                "open-data/",
                f"cases/{world.tam.id}/",
                f"cases/{world.tam.id}/share/",
                f"cases/{world.tam.id}/share.png",
                f"give/{world.tam.campaign}/",
                f"thanks/{world.paid.pk}/",
                f"cancelled/{world.paid.pk}/",
            )
        ]
    return list(dict.fromkeys(paths))


def said(stranger, paths, tags=None):
    """Path → (status, all that was said)."""
    answers = {}
    for path in paths:
        kept = {"If-None-Match": tags[path]} if tags and tags.get(path) else {}
        answer = stranger.get(path, headers=kept)
        headers = json.dumps({name: value for name, value in answer.headers.items() if name != "ETag"})
        answers[path] = (answer.status_code, headers + answer.content.decode(errors="replace"), answer)
    return answers


def telling(answers):
    return {path for path, (_status, text, _answer) in answers.items() if WORDS.search(text)}


def test_no_public_surface_says_a_word_any_more(stranger, world):
    paths = addresses(stranger, world)
    before = said(stranger, paths)
    known = telling(before)
    api, story = "/api/v1/", f"cases/{world.tam.id}/"
    # The attack sees first what it is looking for, in each kind of place.
    for shown in (
        api + "cases/",
        api + story,
        api + f"campaigns/{world.tam.campaign}/",
        api + story + "storymap/",
        api + story + "updates/",
        api + story + "?locale=id",
        api + "search/?q=flour",
        api + "search/suggest/?q=Ta",
        "/en/cases/",
        "/en/" + story,
        "/id/" + story,
        f"/en/thanks/{world.paid.pk}/",
    ):
        assert shown in known, shown
    assert before[f"/en/give/{world.tam.campaign}/"][0] == 200
    assert before[f"/api/v1/media/{SHA256}"][0] == 200
    tags = {path: answer.headers.get("ETag") for path, (_status, _text, answer) in before.items()}

    withdraw(world.tam.id, world.people.officer, "She phoned.")

    for kept in (None, tags):
        after = said(stranger, paths, kept)
        assert telling(after) == set()
        assert not any("She phoned" in text for _status, text, _answer in after.values())
        gone = {path for path, (status, _text, _answer) in after.items() if status == 410}
        assert {path for path in paths if story in path} <= gone
        assert {path for path in paths if f"/campaigns/{world.tam.campaign}/" in path} <= gone
        assert {path for path in paths if SHA256 in path} <= gone
        assert {f"/{locale}/give/{world.tam.campaign}/" for locale in LOCALES} <= gone
    statistics = stranger.get("/api/v1/statistics/").json()
    assert statistics["cases"] == 0
    assert stranger.get("/api/v1/search/?q=").json()["facets"] == {
        "need": {},
        "exploitation": {},
        "region": {},
        "status": {},
    }
    assert world.tam.id not in stranger.get("/sitemap.xml").content.decode()


def test_whoever_gave_still_finds_the_receipt_and_learns_no_more(stranger, world):
    receipts.issue_due()
    withdraw(world.tam.id, None)
    thanks = stranger.get(f"/en/thanks/{world.paid.pk}/")
    assert thanks.status_code == 200
    text = thanks.content.decode()
    assert "USD" in text or "$" in text
    assert TAM not in text and world.tam.id not in text
    status = stranger.get(f"/api/v1/donations/{world.paid.pk}/").json()
    assert status["status"] == "paid" and status["receipt"]["state"] == "issued"


def test_no_gift_is_taken_from_that_moment_and_the_open_one_is_ended_by_the_worker(stranger, world):
    withdraw(world.tam.id, None)
    with pytest.raises(CampaignClosed):
        gives(2_500, world.tam.campaign, address="192.0.2.44")
    given = stranger.post(
        f"/en/give/{world.tam.campaign}/", {"amount": "3000"}, headers={"origin": "http://testserver"}
    )
    assert given.status_code == 410
    assert Donation.objects.get(pk=world.open.pk).state == "reserved"
    assert money.end_sessions() == 1
    assert Donation.objects.get(pk=world.open.pk).state == "released"
    assert Campaign.objects.get(ref=world.tam.campaign).reserved == 0
