"""The demo carries the founding figures exactly, and was made through the same gate as everyone's."""

import hashlib
import json
import re
import stat
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import override_settings
from django.utils import timezone

from casepages.models import CaseFile
from payments.models import Donation, LedgerTransaction
from publication.models import Candidate, PublicRecord, SignOff
from publication.worker import tick
from tests.kept import kept


@pytest.fixture
@kept
def loaded(db, provider_process, tmp_path_factory):
    """The folder it stores in."""
    data = tmp_path_factory.mktemp("demo")
    with override_settings(DATA=data, SIXDEGREE_PAYMENTS_STRIPE_API_BASE=provider_process.url):
        call_command("load_demo")
        tick()
    return data


@pytest.fixture
def demo(loaded, provider, settings):
    settings.DATA = loaded
    return loaded


def card(client, alias):
    results = client.get("/api/v1/cases/").json()["results"]
    return next((found for found in results if found["alias"] == alias), None)


def test_the_first_case_was_funded_by_thirteen_people_in_fifteen_days(demo, client):
    funding = card(client, "Xiao Fang")["funding"]
    assert funding["goal"] == funding["received"] == {"amount": 150_000, "currency": "USD"}
    assert (funding["donors"], funding["status"]) == (13, "funded")
    case = client.get(f"/api/v1/cases/{card(client, 'Xiao Fang')['id']}/").json()["case"]
    assert case["first_published_on"] == "2015-06-23"
    assert funding["funded_on"] == "2015-07-08"


def test_a_reader_is_told_that_the_first_story_is_an_earlier_one(demo, client):
    public_id = card(client, "Xiao Fang")["id"]
    (told,) = client.get(f"/api/v1/cases/{public_id}/updates/").json()["results"]
    page = client.get(f"/en/cases/{public_id}/").content.decode()
    assert told["date"] == "2015-07-08" and told["title"] in page
    assert "kept as it was told" in told["title"]
    assert not re.search(rf"(?<!\d){timezone.localdate().year}(?!\d)", re.sub(r"<[^>]*>", " ", page))


@pytest.mark.parametrize("alias", ["Narin", "Luzmila"])
def test_what_goes_on_now_was_published_before_its_first_gift_and_given_to_before_today(demo, client, alias):
    public_id = card(client, alias)["id"]
    case = client.get(f"/api/v1/cases/{public_id}/").json()["case"]
    published, today = date.fromisoformat(case["first_published_on"]), timezone.localdate()
    campaign = card(client, alias)["funding"]["campaign"]
    given = Donation.objects.filter(campaign__ref=campaign).order_by("value_date")
    days = list(given.values_list("value_date", flat=True))
    assert timedelta(0) < days[0] - published and days[-1] < today
    assert today - published < timedelta(days=100)
    assert case["period"]["to"] <= published.year


def test_her_story_shows_no_age_and_no_city_where_she_was_under_eighteen(demo, client):
    case = client.get(f"/api/v1/cases/{card(client, 'Xiao Fang')['id']}/").json()["case"]
    assert case["age_band"] == "18-24"
    assert {step["place"]["name"] for step in case["milestones"]} == {"West Kalimantan", "East Java"}
    told = " ".join([case["summary"], *(" ".join(step["narrative"]) for step in case["milestones"])])
    assert "USD 1.26 a day" in told
    assert "six years" in told
    assert "Surabaya" not in json.dumps(case)
    assert not re.search(r"\b(16|17|23|sixteen|seventeen)\b|years old", told)


def test_open_cases_come_first_the_longest_waiting_before_the_others(demo, client):
    order = [found["alias"] for found in client.get("/api/v1/cases/").json()["results"]]
    assert order[-1] == "Xiao Fang"
    assert set(order[:2]) == {"Narin", "Luzmila"}


def test_one_case_waits_with_the_reviewers_and_is_nowhere_in_public(demo, client):
    assert Candidate.objects.filter(kind="case", release=None, superseded_at=None).count() == 1
    assert card(client, "Bikash") is None
    assert "Bikash" not in client.get("/en/cases/").content.decode()


def test_every_public_record_was_signed_by_a_reviewer(demo):
    for record in PublicRecord.objects.all():
        assert hashlib.sha256(bytes(record.bytes)).hexdigest() == record.digest
        signers = SignOff.objects.filter(candidate=record.candidate).values_list(
            "reviewer__username", flat=True
        )
        assert set(signers) <= {"reviewer", "reviewer2"}
        assert signers


def test_only_value_dates_are_of_the_past(demo):
    assert Donation.objects.filter(value_date__year=2015).count() == 13
    assert not LedgerTransaction.objects.filter(booked_at__year=2015).exists()
    given = Donation.objects.filter(value_date__year=2015).aggregate(sum=Sum("amount"))["sum"]
    assert given == 150_000


def test_loading_again_changes_nothing(demo):
    before = (CaseFile.objects.count(), Donation.objects.count(), PublicRecord.objects.count())
    call_command("load_demo")
    assert (CaseFile.objects.count(), Donation.objects.count(), PublicRecord.objects.count()) == before


def test_a_story_that_was_withdrawn_and_erased_is_not_told_again(demo, client):
    public_id = card(client, "Luzmila")["id"]
    call_command("withdraw", public_id)
    tick()
    call_command("erase", public_id)
    call_command("load_demo")
    assert card(client, "Luzmila") is None
    assert CaseFile.objects.count() == 4


def test_sign_ins_are_written_for_their_owner_alone(demo):
    sign_ins = demo / "sign-ins.txt"
    assert stat.S_IMODE(sign_ins.stat().st_mode) == 0o600
    for username in ("officer", "editor", "reviewer", "reviewer2", "finance", "operator"):
        assert f"  {username} " in sign_ins.read_text()


def test_one_invented_case_shows_a_drawing_and_the_others_their_weave(demo, client):
    pictures = {found["alias"]: found["picture"] for found in client.get("/api/v1/cases/").json()["results"]}
    drawn = pictures.pop("Luzmila")
    assert "red thread" in drawn["alt"]
    assert set(pictures.values()) == {None}
    shown = client.get(f"/api/v1/media/{drawn['sha256']}")
    assert hashlib.sha256(shown.content).hexdigest() == drawn["sha256"]
    listed = client.get("/en/cases/").content.decode()
    assert listed.count('class="band card-picture"') == 1
    assert listed.count('<svg class="weave"') == len(pictures)


@pytest.mark.parametrize("command", ["load_demo", "serve"])
@pytest.mark.django_db
def test_where_real_stories_may_be_nothing_of_it_is_loaded(command, settings):
    settings.SERVE_UNCHECKED = False
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command(command)
    assert not get_user_model().objects.exists()
