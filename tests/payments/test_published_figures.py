"""What is published of gifts needs no signature, so nothing but figures can be written into it."""

import pytest
from django.db import DatabaseError, transaction

from payments.models import Campaign, FundingSnapshot
from payments.readers import funding

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
