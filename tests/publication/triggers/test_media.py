"""Pictures are kept under their own hash."""

import hashlib

import pytest
from django.db import transaction

from publication.actions.recall import recall
from publication.actions.withdraw import withdraw
from publication.models import Media, PublicRecord, RecordFacet
from tests.publication.stories import page_story, public_case, released
from tests.publication.triggers.forging import refused

pytestmark = pytest.mark.django_db


def test_media_are_kept_under_their_own_hash():
    with refused(), transaction.atomic():
        Media.objects.create(sha256="0" * 64, content_type="image/webp", content=b"picture")
    digest = hashlib.sha256(b"picture").hexdigest()
    assert Media.objects.create(sha256=digest, content_type="image/webp", content=b"picture").pk


PICTURE = b"a weaver's hands"
SHA256 = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def portrait(editor, reviewer):
    """Mali's picture, kept beside her released story, which names it."""
    Media.objects.create(sha256=SHA256, content_type="image/webp", content=PICTURE)
    return public_case(editor, reviewer, picture={"sha256": SHA256})


def taken():
    with transaction.atomic():
        return Media.objects.filter(sha256=SHA256).delete()[0]


def test_a_picture_stays_while_a_record_names_it_whatever_becomes_of_the_facets(portrait):
    RecordFacet.objects.all().delete()
    with refused():
        taken()
    recall(portrait.public_id, None, None)
    with refused():
        taken()


def test_it_goes_with_her_withdrawal(portrait):
    withdraw(portrait.public_id, None)
    assert taken() == 1


def test_it_goes_where_a_later_release_names_it_no_more(portrait, editor, reviewer):
    public_case(editor, reviewer, term=portrait, picture=None)
    assert taken() == 1


def test_a_picture_that_two_share_stays_for_the_other(portrait, editor, reviewer):
    public_case(editor, reviewer, picture={"sha256": SHA256})
    withdraw(portrait.public_id, None)
    with refused():
        taken()


def test_a_hash_typed_into_a_signed_text_opens_nobody_elses_picture(portrait, editor, reviewer, client):
    """Mali's picture was taken back; Niran's story has its hash in the text, somebody writes the facet."""
    recall(portrait.public_id, None, None)
    typed = f'See {SHA256} and "sha256":"{SHA256}"'
    niran = public_case(editor, reviewer, summary=typed, picture=None)
    record = PublicRecord.objects.get(subject=niran.public_id)
    with refused(), transaction.atomic():
        RecordFacet.objects.create(record=record, name="media", value=SHA256)
    with refused(), transaction.atomic():
        RecordFacet.objects.filter(record=record, name="need").update(name="media", value=SHA256)
    assert client.get(f"/api/v1/media/{SHA256}").status_code == 410


def test_an_address_typed_into_a_signed_page_leads_nowhere(editor, reviewer):
    row = released(page_story("pageabout22222222222", intro="Read donate-now."), editor, reviewer)
    record = PublicRecord.objects.get(release=row)
    with refused(), transaction.atomic():
        RecordFacet.objects.create(record=record, name="slug", value="donate-now")
