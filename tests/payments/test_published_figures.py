"""What is published of gifts needs no signature, so nothing but figures can be written into it."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.db.models import OuterRef

from payments.models import Campaign, FundingSnapshot
from payments.readers import as_funding, funding
from payments.readers import published as as_column

pytestmark = pytest.mark.django_db


def published(weaver, **changes):
    campaign = Campaign.objects.get(ref=weaver)
    snapshot = campaign.snapshot
    figures = {
        name: getattr(snapshot, name)
        for name in ("goal", "received", "gifts", "donors", "degrees", "status", "as_of")
    }
    written = FundingSnapshot.objects.create(
        campaign=campaign, version=snapshot.version + 1, **{**figures, **changes}
    )
    Campaign.objects.filter(pk=campaign.pk).update(snapshot=written)


@pytest.mark.parametrize(
    "words",
    [
        {"degrees": {"Her village is Ban Dan": 1}},
        {"degrees": {"1": "Her village is Ban Dan"}},
        {"degrees": {"1": {"Her village": 1}}},
        {"degrees": ["Her village is Ban Dan"]},
        {"degrees": "Her village is Ban Dan"},
        {"status": "Ban Dan"},
    ],
)
def test_no_word_gets_among_them(weaver, words):
    before = funding([weaver])[weaver]
    with pytest.raises(DatabaseError), transaction.atomic():
        published(weaver, **words)
    assert funding([weaver])[weaver] == before


def test_figures_do(weaver):
    published(weaver, degrees={"1": 3, "6": 0}, status="funded")
    assert funding([weaver])[weaver].degrees == {"1": 3, "6": 0}


@pytest.mark.parametrize("microsecond", [0, 500_000, 123_456])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"status": "funded", "funded_on": date(2026, 7, 8), "degrees": {"1": 3, "6": 0}},
        {"goal": None, "degrees": {}},
    ],
)
def test_as_a_column_of_another_list_they_are_the_same(weaver, changes, microsecond):
    published(weaver, as_of=datetime(2026, 7, 8, 9, 5, 0, microsecond, UTC), **changes)
    columns = Campaign.objects.filter(ref=weaver).values_list(as_column(OuterRef("ref")), flat=True)
    assert [as_funding(column) for column in columns] == [funding([weaver])[weaver]]


def test_no_snapshot_is_no_funding(weaver):
    columns = Campaign.objects.filter(ref=weaver).values_list(as_column(OuterRef("currency")), flat=True)
    assert [as_funding(column) for column in columns] == [None]
