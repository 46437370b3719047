"""Nothing but a case that is public now can be handed to an index."""

from dataclasses import replace
from unittest.mock import ANY

import pytest

from casepages.models import CasePage
from publication.actions.release import release
from publication.actions.withdraw import withdraw
from publication.models import Candidate, PublicRecord
from search import documents, engines
from search.document import NotIndexable
from tests.publication.stories import frozen, may_sign, page_story, public_case, signed, story, update_story
from tests.search.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return person("elif"), may_sign(person("ruth"))


def test_a_document_is_read_off_the_signed_bytes(people):
    term = public_case(*people, "en", "id", summary="She weaves.", alias="Mali")
    english, indonesian = documents.of_subjects([term.public_id])
    assert (english.alias, english.summary, english.needs) == ("Mali", "She weaves.", ("A small business",))
    assert english.story[:3] == ("Step 1", "One paragraph.", "Another.")
    assert (english.region, english.origin.code, english.status) == (("TH", "IDN-538"), "TH", "open")
    # The source serves whoever asks for a language in which the case is not told.
    assert (english.serves, indonesian.serves) == (("en", "", "th", "zh-hans"), ("id",))
    assert english.left == 1.0


def test_pages_updates_and_drafts_are_refused_by_every_index(people, engine):
    editor, reviewer = people
    term = public_case(*people)
    waiting = frozen(story(term.public_id, summary="Not yet signed."), editor)
    for content in (page_story("p" * 20), update_story(term.public_id, "u" * 20)):
        release([signed(frozen(content, editor), reviewer)], reviewer)
    (public,) = documents.of_subjects([term.public_id])
    strangers = [*PublicRecord.objects.all(), Candidate.objects.get(pk=waiting.pk), CasePage(title="Draft")]
    index = engines.named(engine)
    for stranger in (*strangers, story(term.public_id)):
        with pytest.raises(NotIndexable, match="is no document of a public record") as refused:
            index.put([public, stranger])
        assert not any(word in str(refused.value) for word in ("Not yet signed", "Draft", "Mali"))
    assert index.known() == {}
    index.put([public])
    assert set(index.known()) == {public.pk}


def test_pages_and_updates_are_read_for_no_index(people):
    editor, reviewer = people
    term = public_case(*people)
    for content in (page_story("p" * 20), update_story(term.public_id, "u" * 20)):
        release([signed(frozen(content, editor), reviewer)], reviewer)
    case = PublicRecord.objects.get(kind="case")
    others = PublicRecord.objects.exclude(kind="case")
    assert len(others) == 2
    found = documents.of_subjects(PublicRecord.objects.values_list("subject", flat=True))
    everything = [document for part in documents.everything() for document in part]
    assert [document.pk for document in found] == [document.pk for document in everything] == [case.pk]
    assert documents.of_records([record.pk for record in others]) == []


def test_what_is_withdrawn_is_read_for_no_index_and_what_is_not_as_it_was_signed_is_refused(
    people, monkeypatch
):
    term = public_case(*people)
    record = PublicRecord.objects.get(subject=term.public_id)
    with monkeypatch.context() as altered:
        altered.setattr(documents.canonical, "digest", lambda _content: "0" * 64)
        with pytest.raises(NotIndexable, match="bytes that were signed"):
            documents.of_subjects([term.public_id])
    withdraw(term.public_id, people[0])
    assert documents.of_subjects([term.public_id]) == documents.of_records([record.pk]) == []


def test_what_is_withdrawn_after_its_moment_was_noted_is_left_out_and_holds_up_nothing(people, monkeypatch):
    gone, kept = public_case(*people), public_case(*people)
    clock = documents.clock

    def before_a_withdrawal():
        monkeypatch.setattr(documents, "clock", clock)
        noted = clock()
        withdraw(gone.public_id, people[0])
        return noted

    monkeypatch.setattr(documents, "clock", before_a_withdrawal)
    found = documents.of_subjects([gone.public_id, kept.public_id])
    assert [document.subject for document in found] == [kept.public_id]


def test_one_language_of_a_case_is_read_with_what_it_serves_among_all(people):
    english, indonesian = documents.of_subjects([public_case(*people, "en", "id").public_id])
    assert documents.of_records([indonesian.pk]) == [replace(indonesian, as_of=ANY)]
    assert documents.of_records([english.pk]) == [replace(english, as_of=ANY)]


def test_everything_is_read_in_parts_of_whole_cases_past_those_that_are_hidden(people):
    cases = [public_case(*people, "en", "id") for _number in range(3)]
    hidden = min(term.public_id for term in cases)
    withdraw(hidden, people[0])
    parts = [[document.subject for document in part] for part in documents.everything(batch=1)]
    shown = sorted(term.public_id for term in cases if term.public_id != hidden)
    assert parts == [[], *([subject, subject] for subject in shown)]
    assert documents.total() == 4
