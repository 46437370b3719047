"""What must be true after all of it, and what must have happened for that to mean anything."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.chaos.books import Books
from bench.chaos.donors import Visit
from bench.chaos.plan import CAMPAIGN, CURRENCY, Plan
from bench.chaos.provider import Records


@dataclass
class Run:
    """All that is known of a run."""

    plan: Plan
    visits: list[Visit]
    kills: dict[str, int]
    books: Books
    records: Records


def figures(run: Run) -> dict[str, int]:
    return {
        "donors": len(run.visits),
        "gifts paid": len(run.records.charges),
        "kills": sum(run.kills.values()),
        "kills of the worker": run.kills.get("worker", 0),
        "events doubled": run.records.doubled,
        "events dropped": run.records.dropped,
        "events out of order": out_of_order(run),
        "events sent again": run.records.retried,
        "declines": run.records.declines,
        "late successes": sum(visit.late for visit in run.visits),
        "refusals over the goal": sum(visit.refusals for visit in run.visits),
        "repaired by reconcile": sum(run.books.repaired),
    }


# Without these the run has shown nothing.
MUST_HAPPEN = (
    "kills",
    "kills of the worker",
    "events doubled",
    "events dropped",
    "events out of order",
    "late successes",
    "refusals over the goal",
    "repaired by reconcile",
)


def out_of_order(run: Run) -> int:
    """Events that came after one that the provider made later."""
    place = {event: number for number, event in enumerate(run.records.events)}
    came = [place[event] for event in run.books.events if event in place]
    return sum(1 for number, event in enumerate(came) if number and event < max(came[:number]))


def faults(run: Run) -> Iterator[str]:
    """One sentence for each."""
    yield from unshown(run)
    yield from unbalanced(run)
    yield from unequal(run)
    yield from beyond_the_goal(run)
    yield from lost(run)
    yield from left_over(run)


def unshown(run: Run) -> Iterator[str]:
    counted = figures(run)
    for name in MUST_HAPPEN:
        if not counted[name]:
            yield f"The run shows nothing: no {name}."
    for visit in run.visits:
        for odd in visit.odd:
            yield f"Donor {visit.donor.number} ({visit.donor.way.value}) met {odd}."


def unbalanced(run: Run) -> Iterator[str]:
    for number, currency, total in run.books.unbalanced:
        yield f"Ledger transaction {number} is off by {total} {currency}."
    for currency in {currency for _account, currency in run.books.accounts}:
        total = sum(sum_ for (_a, code), sum_ in run.books.accounts.items() if code == currency)
        if total:
            yield f"The ledger is off by {total} {currency}."


def unequal(run: Run) -> Iterator[str]:
    """The ledger against the provider's own balance transactions."""
    for account, theirs in {"provider_cash": run.records.net, "provider_fees": run.records.fees}.items():
        for currency in {*theirs, CURRENCY}:
            ours = run.books.accounts[account, currency]
            if ours != theirs[currency]:
                yield f"{account} holds {ours} {currency}, the provider's records say {theirs[currency]}."
    given = -run.books.accounts[f"campaign:{CAMPAIGN}", CURRENCY]
    covers = -run.books.accounts["fee_cover", CURRENCY]
    took = run.records.gross[CURRENCY]
    if given + covers != took:
        yield f"The ledger has {given} and {covers} for fees, the provider took {took}."


def beyond_the_goal(run: Run) -> Iterator[str]:
    # Every gift is as large as the other; what covers its fee counts to no goal.
    taken = len(run.records.charges) * run.plan.amount
    if taken > run.plan.goal:
        yield f"Donors were charged {taken} of a goal of {run.plan.goal}."
    if taken < run.plan.goal:
        yield f"Only {taken} of {run.plan.goal} was taken, though {len(run.visits)} wanted to give."
    if (run.books.received, run.books.reserved) != (taken, 0):
        yield f"The campaign counts {run.books.received} and {run.books.reserved} reserved, of {taken} taken."


def lost(run: Run) -> Iterator[str]:
    """Each payment is one gift of ours, and each gift one payment."""
    ours = {donation.id: donation for donation in run.books.donations}
    paid = run.records.paid
    for donation, charges in paid.items():
        found = ours.get(donation)
        if found is None or found.state != "paid":
            yield f"Donation {donation} was charged and is {found.state if found else 'unknown'} here."
        elif len(charges) > 1:
            yield f"Donation {donation} was charged {len(charges)} times."
        elif (found.charge, found.charged) != (charges[0].id, charges[0].amount):
            yield f"Donation {donation} has another charge or amount than the provider."
    for donation in ours.values():
        if donation.state == "paid" and donation.id not in paid:
            yield f"Donation {donation.id} is paid here and was never charged."
    for visit in run.visits:
        if (visit.told == "paid") != (visit.donation in paid):
            yield f"Donor {visit.donor.number} was told {visit.told or 'nothing'}: not what the provider did."


def left_over(run: Run) -> Iterator[str]:
    open_still = [donation.id for donation in run.books.donations if donation.state == "reserved"]
    if open_still:
        yield f"{len(open_still)} reservations have no end."
    if run.records.open_sessions:
        yield f"{run.records.open_sessions} payment pages are open still."
    if run.books.receipts != len(run.records.charges):
        yield f"{run.books.receipts} receipts for {len(run.records.charges)} payments."
    if run.books.quarantined:
        yield f"{run.books.quarantined} events wait for a person."
    if run.books.repaired[-1:] != [0]:
        left = run.books.repaired[-1:]
        yield f"Reconciled again at once, {left} more were repaired: the first was not whole."
