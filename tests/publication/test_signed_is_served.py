"""Law 1: what is signed is what is served."""

import hashlib
import json

import pytest

from publication import canonical, readers
from publication.actions.release import release
from publication.models import PublicRecord
from tests.publication.stories import consented_term, frozen, public_case, signed, story

pytestmark = pytest.mark.django_db


def test_the_bytes_of_case_in_the_answer_have_the_digest_the_reviewer_signed(stranger, editor, reviewer):
    term = consented_term()
    candidate = signed(frozen(story(term.public_id), editor), reviewer)
    release([candidate], reviewer)
    raw = stranger.get(f"/api/v1/cases/{term.public_id}/").content
    start = raw.index(b'"case":') + len(b'"case":')
    served, _end = json.JSONDecoder().raw_decode(raw[start:].decode())
    spliced = raw[start : start + len(bytes(candidate.public_bytes))]
    assert hashlib.sha256(spliced).hexdigest() == candidate.digest
    assert served == story(term.public_id)


def test_a_later_draft_changes_nothing_that_is_served(stranger, editor, reviewer):
    term = public_case(editor, reviewer)
    before = stranger.get(f"/api/v1/cases/{term.public_id}/").content
    frozen(story(term.public_id, summary="Not signed yet."), editor)
    assert stranger.get(f"/api/v1/cases/{term.public_id}/").content == before


def test_a_card_shows_signed_members_only(editor, reviewer):
    term = public_case(editor, reviewer)
    (card,) = readers.cases().results
    signed_content = story(term.public_id)
    assert card.content.items() <= signed_content.items()
    assert "milestones" not in card.content


def test_the_map_is_cut_out_of_the_signed_bytes(stranger, editor, reviewer):
    features = [
        {"type": "Feature", "id": "m1", "geometry": None, "properties": {"role": "milestone", "order": 1}}
    ]
    storymap = {"type": "FeatureCollection", "features": features}
    term = public_case(editor, reviewer, storymap=storymap)
    response = stranger.get(f"/api/v1/cases/{term.public_id}/storymap/")
    assert response["Content-Type"] == "application/geo+json"
    assert response.content == canonical.encode(storymap)


def test_equal_content_has_equal_bytes_whatever_its_order():
    assert canonical.encode({"b": 1.0, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()


def test_keys_sort_as_javascript_sorts_them():
    assert canonical.encode({"\ue000": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ue000":1}'.encode()


@pytest.mark.parametrize("value", [float("nan"), 1e-9, 2**60, {1: 2}, object(), b"bytes"])
def test_what_another_reader_could_not_hold_exactly_is_refused(value):
    with pytest.raises(ValueError, match=r"\w"):
        canonical.encode(value)


def test_record_and_candidate_hold_the_same_bytes(editor, reviewer):
    public_case(editor, reviewer)
    record = PublicRecord.objects.get()
    assert bytes(record.bytes) == bytes(record.candidate.public_bytes)
