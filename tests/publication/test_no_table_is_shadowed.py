"""A temporary table of a rule's name answers nothing that the rule asks."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from payments import search_path
from payments.models import CampaignClosure, Donation
from publication.actions.withdraw import withdraw
from publication.models import Candidate, PublicRecord, Release, SignOff
from tests.publication.stories import frozen, page_story, public_case

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]


def shadowed(model):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {table} AS TABLE {table}")


def test_signatures_of_ones_own_sign_nothing(stranger, editor, reviewer):
    candidate = frozen(page_story("a" * 20), editor)
    release = Release.objects.create(kind="page", subject=candidate.subject)
    Candidate.objects.filter(pk=candidate.pk).update(release=release)
    shadowed(SignOff)
    SignOff.objects.bulk_create(
        [
            SignOff(
                pk=1,
                candidate=candidate,
                digest=candidate.digest,
                review_digest=candidate.review_digest,
                reviewer=reviewer,
                checklist={},
                release=release,
            )
        ]
    )
    with pytest.raises(IntegrityError, match="needs the sign-offs"), transaction.atomic():
        PublicRecord.objects.create(
            kind="page",
            subject=candidate.subject,
            locale="en",
            is_source=True,
            bytes=candidate.public_bytes,
            digest=candidate.digest,
            candidate=candidate,
            release=release,
            released_at=release.released_at,
            waiting_since=release.released_at.date(),
        )
    assert stranger.get("/api/v1/pages/about/").status_code == 404


def test_a_withdrawal_closes_the_campaign_that_donors_give_to(officer, editor, reviewer):
    term = public_case(editor, reviewer)
    shadowed(CampaignClosure)
    withdraw(term.public_id, officer)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE pg_temp.{CampaignClosure._meta.db_table}")
    assert CampaignClosure.objects.filter(campaign_ref=term.campaign_ref, kind="closed").exists()


def test_no_gift_reaches_a_closed_campaign(officer, editor, reviewer):
    term = public_case(editor, reviewer)
    withdraw(term.public_id, officer)
    shadowed(CampaignClosure)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE pg_temp.{CampaignClosure._meta.db_table}")
        cursor.execute("SELECT id FROM sixdegree_payments_campaign WHERE ref = %s", [term.campaign_ref])
        (campaign,) = cursor.fetchone()
    with pytest.raises(IntegrityError, match="no gift any more"), transaction.atomic():
        Donation.objects.create(
            campaign_id=campaign,
            amount=500,
            currency="USD",
            locale="en",
            surplus_rule="fund",
            key_hash="k",
            body_hash="b",
            checkout_params={},
            expires_at="2030-01-01T00:00:00Z",
        )


def test_a_rule_that_would_believe_one_is_named_and_migrate_mends_it():
    with connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION sixdegree_publication_record() RESET search_path")
    assert search_path.unpinned(connection) == {"sixdegree_publication_record()"}
    with pytest.raises(Exception, match=r"sixdegree_publication_record\(\)"):
        call_command("check", deploy=True)
    search_path.pin("default")
    assert search_path.unpinned(connection) == set()
