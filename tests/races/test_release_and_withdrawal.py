"""A signed case is released by one process while another ends it: no stranger sees it after, whatever won.

Each round starts the two a little apart. The offset goes a step the other way whenever an order was seen,
and a longer one while it is seen again and again, so that it hovers where either may win, and both orders
come often on a fast machine and on a busy one.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from payments import identifiers
from payments.actions.donations import reserved
from payments.exceptions import Refusal as PaymentsRefusal
from payments.gift import Gift
from payments.models import Campaign, CampaignClosure, Donation
from publication import readers
from publication.actions.release import release
from publication.exceptions import Gone, NotFound
from publication.models import Consent
from tests.races.cases import signed_candidates, signed_cases

pytestmark = [pytest.mark.process, pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "sixdegree.settings.test"
STEP = 0.002
# After so many alike each step is twice the last: on a busy machine the balance lies far off.
ALIKE = 3
LONGEST_STEP = 0.064
WIDEST = 0.5


class Racer:
    """One process, one connection for each test."""

    def __init__(self):
        search = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONPATH": search}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.races.racer", settings.DATABASES["default"]["NAME"]],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, act, at, **what):
        self.process.stdin.write(json.dumps({"act": act, "at": at, **what}) + "\n")
        self.process.stdin.flush()

    def begin(self):
        self.ask("begin", time.monotonic())

    def answer(self):
        line = self.process.stdout.readline()
        assert line, "a racer ended before its time"
        return json.loads(line)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


@pytest.fixture(scope="module")
def processes(django_db_setup):
    pair = Racer(), Racer()
    yield pair
    for racer in pair:
        racer.stop()


@pytest.fixture
def racers(processes, transactional_db):
    for racer in processes:
        racer.begin()
    for racer in processes:
        assert racer.answer() == {"ready": True}
    return processes


class Race:
    """`ending` is what the second process does. Counts which of the two was done first."""

    def __init__(self, racers, ending):
        self.releaser, self.ender = racers
        self.ending = ending
        self.offset = 0.0
        self.first, self.alike = None, 0
        self.seen = {"released first": 0, "ended first": 0}
        self.overlapped = 0

    def round(self, term, candidate):
        start = time.monotonic() + 0.002
        self.releaser.ask("release", start + max(0.0, -self.offset), candidate=candidate.pk)
        self.ender.ask(self.ending, start + max(0.0, self.offset), public_id=term.public_id)
        ended = self.ender.answer()
        assert ended["done"], ended["why"]
        # At once, though the release may be under way still.
        assert is_hidden(term), f"{self.ending} was done, and the case could be read"
        released = self.releaser.answer()
        check_closed(term)
        self.note(released, ended["ended"])

    def note(self, released, ended):
        first = released["done"] and released["ended"] < ended
        self.seen["released first" if first else "ended first"] += 1
        self.overlapped += released["done"] and not first
        self.alike = self.alike + 1 if first is self.first else 0
        self.first = first
        step = min(STEP * 2 ** max(0, self.alike - ALIKE), LONGEST_STEP)
        self.offset = max(-WIDEST, min(WIDEST, self.offset + (-step if first else step)))

    def report(self, capsys):
        with capsys.disabled():
            told = ", ".join(f"{order} {count}" for order, count in self.seen.items())
            print(f"\n{self.ending}: {told} (of these, {self.overlapped} releases ended after it)")


def is_hidden(term):
    try:
        readers.case(term.public_id, "en")
    except (Gone, NotFound):
        return True
    return False


def check_closed(term):
    assert is_hidden(term)
    assert not readers.cases(readers.Filters(campaign=[term.campaign_ref])).results
    campaign = Campaign.objects.filter(ref=term.campaign_ref).first()
    if campaign is None:
        return
    closed = CampaignClosure.objects.filter(campaign_ref=term.campaign_ref, lifted_at=None).exists()
    assert closed or campaign.open_until <= database_now()
    gift = Gift(campaign=term.campaign_ref, amount=5000, currency="USD", locale="en")
    key = identifiers.key_hash(term.campaign_ref) + term.public_id
    with pytest.raises(PaymentsRefusal):
        reserved(gift, key, identifiers.body_hash({"gift": term.public_id}), "192.0.2.1", False)


def database_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def test_a_thousand_releases_raced_against_a_withdrawal(racers, editor, reviewer, capsys):
    race = Race(racers, "withdraw")
    for term, candidate in signed_cases(1000, editor, reviewer):
        race.round(term, candidate)
    race.report(capsys)
    assert min(race.seen.values()) >= 100
    assert not Donation.objects.exists()


def test_releases_raced_against_a_narrower_consent(racers, editor, reviewer, capsys):
    race = Race(racers, "narrow")
    for term, candidate in signed_cases(100, editor, reviewer):
        race.round(term, candidate)
    race.report(capsys)
    assert min(race.seen.values()) >= 10


def test_new_releases_raced_against_a_recall(racers, editor, reviewer, capsys):
    """A recall is of something released; what is released again meanwhile was submitted before it."""
    cases = signed_cases(100, editor, reviewer)
    for _term, candidate in cases:
        release([candidate], None)
    terms = [term for term, _candidate in cases]
    race = Race(racers, "recall")
    for term, newer in zip(
        terms, signed_candidates(terms, editor, reviewer, ledger=2, summary="In other words."), strict=True
    ):
        race.round(term, newer)
    race.report(capsys)
    assert min(race.seen.values()) >= 10


def test_releases_raced_against_the_end_of_consent(racers, editor, reviewer, capsys):
    """No process ends it here: the database's clock does."""
    race, never = Race(racers, "expiry"), threading.Event()
    for term, candidate in signed_cases(100, editor, reviewer):
        lead = 0.06
        left = ends_in(term, lead + race.offset)
        end = time.monotonic() + left
        race.releaser.ask("release", end - lead - race.offset, candidate=candidate.pk)
        never.wait(max(0.0, end - time.monotonic()) + 0.001)
        assert is_hidden(term)
        released = race.releaser.answer()
        check_closed(term)
        race.note(released, end)
    race.report(capsys)
    assert min(race.seen.values()) >= 10


def ends_in(term, seconds):
    """Let this consent end so soon. Returns the seconds left, by the database's own clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sixdegree_publication_consent SET version = version + 1,"
            " expires_at = clock_timestamp() + make_interval(secs => %s) WHERE consent_ref = %s"
            " RETURNING extract(epoch FROM expires_at - clock_timestamp())",
            [max(0.01, seconds), term.consent_ref],
        )
        assert Consent.objects.filter(consent_ref=term.consent_ref).exists()
        return float(cursor.fetchone()[0])
