"""Cases for measuring are public as any other: signed, placed, consented to, and found intact afterwards."""

import pytest
from django.core.management import call_command

from bench.search import demo
from bench.search.facts import LOCALES, facts
from bench.search.publishing import publish
from bench.search.telling import told
from publication.models import PublicRecord

pytestmark = pytest.mark.django_db


def test_cases_published_in_bulk_are_signed_and_shown_like_any_other(client, capsys):
    cases = [[told(facts(number), locale, "en", "2024-01-01") for locale in LOCALES] for number in range(3)]
    publish([*cases, *([public] for _known, public in demo.released())])

    shown = client.get("/api/v1/cases/", {"locale": "th"}).json()["results"]
    assert {(card["alias"], card["locale"]) for card in shown} == {
        *((facts(number).alias, "th") for number in range(3)),
        *((alias, "en") for alias in demo.LIVES),
    }
    assert all(card["funding"]["received"]["amount"] == 0 for card in shown)
    call_command("verify_public")
    assert f"{PublicRecord.objects.count()} records as signed" in capsys.readouterr().out
