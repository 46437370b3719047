"""One case through the gate, as people pass it, and how long until search finds it."""

import json
import time
import urllib.request
from datetime import timedelta

from django.utils import timezone

from bench.search.facts import facts
from bench.search.publishing import CONSENTED_FOR, reviewed, staff
from bench.search.questions import path
from bench.search.telling import told
from publication.actions.candidates import freeze
from publication.actions.consents import record_consent
from publication.actions.release import release
from publication.actions.signoffs import sign
from publication.actions.terms import open_term

LONGEST = 60


def seconds_until_found(address: str, number: int) -> float:
    """From the release's commit to the first answer that has the case. Raises `TimeoutError`."""
    alias = f"Esperanza{number}"
    public_id = _released(alias, number)
    began = time.perf_counter()
    while time.perf_counter() - began < LONGEST:
        with urllib.request.urlopen(address + path("en", alias)) as answer:  # noqa: S310  our own
            found = json.load(answer)["results"]
        if [card["id"] for card in found] == [public_id]:
            return time.perf_counter() - began
        time.sleep(0.02)
    raise TimeoutError(f"A case was not found within {LONGEST} seconds of its release.")


def _released(alias: str, number: int) -> str:
    known = staff()
    term = open_term(f"bench visible {number} {timezone.now().timestamp()}", by=known.editor)
    record_consent(term, ["en"], ["site_api"], timezone.now() + CONSENTED_FOR, by=known.editor)
    today = timezone.localdate().isoformat()
    public = {**told(facts(number), "en", "en", today), "id": term.public_id, "alias": alias}
    record = json.loads(reviewed(public, known))
    candidate = freeze("case", term.public_id, "en", public, record, {known.editor.pk}, 1, known.editor)
    sign(
        candidate,
        known.reviewer,
        candidate.digest,
        candidate.review_digest,
        {"worse_off": "no"},
        reauthenticated_at=timezone.now() - timedelta(seconds=1),
    )
    release([candidate], known.reviewer)
    return str(term.public_id)
