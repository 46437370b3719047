"""The verdict of `make chaos` finds what it is there to find: each loss, made on purpose, is named."""

from collections import Counter
from dataclasses import replace

import pytest

from bench.chaos.books import Books, Donation
from bench.chaos.donors import Visit
from bench.chaos.plan import CAMPAIGN, Donor, Plan, Way, donors
from bench.chaos.provider import Charge, Records
from bench.chaos.verdict import MUST_HAPPEN, Run, faults

PLAN = Plan(donors=2, needed=1, amount=2_500)


@pytest.fixture
def run():
    """Amina paid late when Bo had been refused, one event came twice, one never, the worker was killed."""
    amina = Visit(Donor(0, Way.LATE), donation="d1", told="paid", late=True)
    bo = Visit(Donor(1, Way.CLOSES), refusals=1)
    accounts = {
        ("provider_cash", "USD"): 2_500,
        ("provider_fees", "USD"): 105,
        ("fee_cover", "USD"): -105,
        (f"campaign:{CAMPAIGN}", "USD"): -2_500,
    }
    books = Books(
        goal=2_500,
        received=2_500,
        reserved=0,
        donations=[
            Donation("d1", "paid", 2_605, "USD", "ch_1"),
            Donation("d2", "released", 2_500, "USD", None),
        ],
        accounts=Counter(accounts),
        unbalanced=[],
        receipts=1,
        events=["evt_2", "evt_1"],
        quarantined=0,
        repaired=[1, 0],
    )
    records = Records(
        charges=[Charge("ch_1", "d1", 2_605, "USD")],
        gross=Counter(USD=2_605),
        fees=Counter(USD=105),
        net=Counter(USD=2_500),
        events=["evt_1", "evt_2"],
        dropped=1,
        doubled=1,
    )
    return Run(PLAN, [amina, bo], {"worker": 1}, books, records)


def test_a_run_in_which_all_went_well_has_no_fault(run):
    assert list(faults(run)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"received": 0, "reserved": 2_500}, "reserved, of 2500 taken"),
        ({"donations": []}, "was charged and is unknown here"),
        ({"donations": [Donation("d1", "released", 2_500, "USD", None)]}, "was charged and is released"),
        ({"donations": [Donation("d1", "paid", 2_600, "USD", "ch_1")]}, "another charge or amount"),
        ({"donations": [Donation("d1", "paid", 2_500, "USD", "ch_2")]}, "another charge or amount"),
        ({"unbalanced": [(7, "USD", 1)]}, "transaction 7 is off by 1 USD"),
        ({"receipts": 0}, "0 receipts for 1 payments"),
        ({"repaired": [1, 1]}, "the first was not whole"),
        ({"quarantined": 3}, "3 events wait for a person"),
    ],
)
def test_what_our_books_lack_is_named(run, change, sentence):
    run.books = replace(run.books, **change)
    assert any(sentence in fault for fault in faults(run))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"net": Counter(USD=2_499)}, "provider_cash holds 2500 USD"),
        ({"fees": Counter(USD=104)}, "provider_fees holds 105 USD"),
        ({"gross": Counter(USD=2_606)}, "2500 and 105 for fees, the provider took 2606"),
        ({"charges": []}, "is paid here and was never charged"),
        ({"charges": [Charge(f"ch_{n}", "d1", 2_500, "USD") for n in (1, 2)]}, "was charged 2 times"),
        (
            {"charges": [Charge(f"ch_{n}", "d1", 2_605, "USD") for n in (1, 2)]},
            "charged 5000 of a goal of 2500",
        ),
        ({"charges": [Charge("ch_9", "d9", 2_500, "USD")]}, "d9 was charged and is unknown"),
        ({"open_sessions": 1}, "payment pages are open still"),
    ],
)
def test_what_the_provider_knows_and_we_do_not_is_named(run, change, sentence):
    run.records = replace(run.records, **change)
    assert any(sentence in fault for fault in faults(run))


def test_a_donor_who_was_told_that_it_was_paid_and_is_not_charged_is_named(run):
    run.visits[1].told = "paid"
    assert any("Donor 1 was told paid" in fault for fault in faults(run))


@pytest.mark.parametrize("name", MUST_HAPPEN)
def test_a_run_without_its_faults_shows_nothing(run, name):
    run.kills = {} if "kills" in name else run.kills
    if "reconcile" in name:
        run.books = replace(run.books, repaired=[0, 0])
    if name.startswith("events"):
        run.records = replace(run.records, dropped=0, doubled=0, events=["evt_2", "evt_1"])
    if name.startswith(("late", "refusals")):
        run.visits = [replace(visit, late=False, refusals=0) for visit in run.visits]
    assert f"The run shows nothing: no {name}." in list(faults(run))


def test_the_same_seed_brings_the_same_donors_and_every_way_finds_a_place():
    assert donors(Plan()) == donors(Plan())
    assert donors(Plan()) != donors(Plan(seed=7))
    for plan in (Plan(), Plan.short(6)):
        assert {donor.way for donor in donors(plan)[: plan.needed]} == set(Way)
