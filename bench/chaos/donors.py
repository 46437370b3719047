"""Donors as the world sees them: a form at a server, a card at the provider's page, and what they then do."""

import random
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests
from altcha import v1 as altcha

from bench.chaos.plan import CAMPAIGN, CURRENCY, Donor, Plan, Way
from bench.chaos.stage import Stage

GOOD, DECLINED, AUTHENTICATED = "4242424242424242", "4000000000000002", "4000002500003155"
API = "/api/v1/donations/"
# What a donor is told when less is left than wanted.
FULL = {"amount-above-remaining", "campaign-funded"}
PATIENCE_SECONDS = 20


class OutOfTime(Exception):
    """No server gave an answer before the run must end."""


@dataclass
class Visit:
    """What happened to one donor. `told` is the page's last word on the payment."""

    donor: Donor
    donation: str = ""
    checkout: str = ""
    told: str = ""
    refusals: int = 0
    late: bool = False
    odd: list[str] = field(default_factory=list)


class Donors:
    """Lets each donor come and remembers how it went. Many threads may call it."""

    def __init__(self, plan: Plan, stage: Stage, deadline: float) -> None:
        self.plan, self.stage, self.deadline = plan, stage, deadline
        self.chance = random.Random(plan.seed)
        # Set when the first donor was told that all is taken.
        self.full = threading.Event()

    def comes(self, donor: Donor) -> Visit:
        visit = Visit(donor)
        self.gives(visit)
        if visit.donation and visit.checkout:
            self.after(visit)
        return visit

    def comes_again(self, visit: Visit) -> None:
        """One who found no place: pays at once this time."""
        self.gives(visit)
        if visit.donation and visit.checkout:
            self.pays(visit, GOOD)

    def pays_late(self, visit: Visit) -> None:
        self.pays(visit, GOOD)
        visit.late = visit.told == "paid"

    def gives(self, visit: Visit) -> None:
        """Reserves, with one key however often it must be sent, and goes away when all is taken."""
        key = secrets.token_urlsafe(24)
        if visit.donor.way == Way.TWICE and not visit.refusals:
            beside = threading.Thread(target=self.reserves, args=(Visit(visit.donor), key))
            beside.start()
            self.reserves(visit, key)
            beside.join()
        else:
            self.reserves(visit, key)

    def reserves(self, visit: Visit, key: str) -> None:
        gift = {
            "campaign": CAMPAIGN,
            "amount": self.plan.amount,
            "currency": CURRENCY,
            "locale": "en",
            "surplus_rule": "fund",
            "fee_cover": visit.donor.covers_the_fee,
        }

        def ask() -> requests.Response:
            headers = {"Idempotency-Key": key, "X-Proof-Of-Work": self.proof(visit)}
            return self.asks("POST", API, visit.donor, json=gift, headers=headers)

        answer = self.insists(ask)
        said = answer.json()
        if answer.status_code == 201:
            visit.donation, visit.checkout = said["id"], said["checkout_url"] or ""
        elif answer.status_code == 409 and said.get("type", "").rpartition("/")[2] in FULL:
            visit.refusals += 1
            self.full.set()
        else:
            visit.odd.append(f"{answer.status_code} {said.get('type')}: {said.get('detail')}")

    def insists(self, ask: Callable[[], requests.Response]) -> requests.Response:
        """Asks again, of whichever server, while one is down, busy or out of reach of the provider."""
        last = "nothing"
        while time.monotonic() < self.deadline:
            try:
                answer = ask()
            except requests.RequestException as error:
                last = type(error).__name__
                time.sleep(0.2)
                continue
            last = f"{answer.status_code} {answer.text[:200]}"
            if answer.status_code < 500 and answer.status_code != 429 and not spent(answer):
                return answer
            time.sleep(0.5)
        raise OutOfTime(f"No server answered a donor in time; the last word was {last}")

    def asks(self, method: str, path: str, donor: Donor, **more: Any) -> requests.Response:
        """One request to a server chosen by chance, as the proxy in front passes it on."""
        server = self.stage.address(self.chance.choice(list(self.stage.ports)))
        headers = {"X-Forwarded-For": donor.address, **more.pop("headers", {})}
        return requests.request(
            method, server + path, headers=headers, timeout=30, allow_redirects=False, **more
        )

    def proof(self, visit: Visit) -> str:
        asked = self.insists(lambda: self.asks("GET", API + "challenge/", visit.donor)).json()
        challenge = altcha.Challenge(
            asked["algorithm"], asked["challenge"], asked["maxnumber"], asked["salt"], asked["signature"]
        )
        solution = altcha.solve_challenge(challenge)
        return altcha.Payload(
            challenge.algorithm, challenge.challenge, solution.number, challenge.salt, challenge.signature
        ).to_base64()

    def after(self, visit: Visit) -> None:
        acts: dict[Way, Callable[[Visit], None]] = {
            Way.RETURNS: self.pays_and_returns,
            Way.CLOSES: self.pays_and_closes,
            Way.LATE: self.is_declined,
            Way.LEAVES: self.is_declined,
            Way.CANCELS: self.cancels,
            Way.BOTH: self.pays_and_cancels,
            Way.TWICE: self.pays_twice,
            Way.AUTHENTICATES: self.authenticates,
        }
        if act := acts.get(visit.donor.way):
            act(visit)

    def pays_and_returns(self, visit: Visit) -> None:
        self.pays(visit, GOOD)
        self.reads(f"/en/thanks/{visit.donation}/", visit)

    def pays_and_closes(self, visit: Visit) -> None:
        self.pays(visit, GOOD)

    def is_declined(self, visit: Visit) -> None:
        self.pays(visit, DECLINED)

    def cancels(self, visit: Visit) -> None:
        self.reads(f"/en/cancelled/{visit.donation}/", visit)

    def pays_and_cancels(self, visit: Visit) -> None:
        beside = threading.Thread(target=self.cancels, args=(visit,))
        beside.start()
        self.pays(visit, GOOD)
        beside.join()

    def pays_twice(self, visit: Visit) -> None:
        beside = threading.Thread(target=self.pays, args=(Visit(visit.donor, checkout=visit.checkout), GOOD))
        beside.start()
        self.pays(visit, GOOD)
        beside.join()

    def authenticates(self, visit: Visit) -> None:
        self.pays(visit, AUTHENTICATED)

    def pays(self, visit: Visit, card: str) -> None:
        """Sends the form of the provider's page, as a browser does."""
        form = {
            "email": visit.donor.email,
            "card": card,
            "expiry": "12 / 50",
            "cvc": "123",
            "name": "A Donor",
        }
        visit.told = self.page(visit.checkout, form)
        if visit.told == "authenticate":
            visit.told = self.page(visit.checkout + "/authenticate", {"answer": "complete"})

    def page(self, address: str, form: dict[str, str]) -> str:
        answer = requests.post(address, data=form, timeout=60, allow_redirects=False)
        if answer.status_code == 303:
            to = answer.headers["Location"]
            if to.endswith("?declined=1"):
                return "declined"
            return "authenticate" if to.endswith("/authenticate") else "paid" if "/thanks/" in to else to
        return {410: "expired"}.get(answer.status_code, str(answer.status_code))

    def reads(self, path: str, visit: Visit) -> None:
        """A page of ours. A server that is killed meanwhile is not asked again: the tab is closed."""
        try:
            answer = self.asks("GET", path, visit.donor)
        except requests.RequestException:
            return
        if answer.status_code >= 500:
            visit.odd.append(f"{answer.status_code} of {path.split('/')[2]}")


def spent(answer: requests.Response) -> bool:
    """The proof was used up by a request whose server was killed: a new one is needed."""
    return answer.status_code == 422 and "proof" in answer.text
