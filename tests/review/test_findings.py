"""What a finding tells whom: the author a sentence, the reviewer more, an older record what it had."""

from review.checks.text import tells_no_way_to_her
from review.projection.findings import HOLD, Finding, read
from review.projection.passages import member_text, texts

STORY = {
    "summary": "Sari sews. Her number is +66 81 234 5678.",
    "milestones": [
        {
            "id": "m1",
            "order": 1,
            "heading": "The way",
            "narrative": ["A lorry came.", "Write to mali@example.org or to mali@example.com."],
        }
    ],
}


class NoPage:
    page, source_review, consent = None, None, None


def test_a_finding_names_block_field_and_the_very_characters():
    found = list(tells_no_way_to_her(NoPage(), STORY))
    told = [
        (one.block, one.field, member_text(STORY, one.block, one.field)[slice(*one.span)]) for one in found
    ]
    assert told == [
        ("", "summary", "+66 81 234 5678"),
        ("m1", "narrative", "mali@example.org"),
        ("m1", "narrative", "mali@example.com"),
    ]


def test_every_paragraph_knows_where_it_stands_in_its_member():
    for passage in texts(STORY):
        whole = member_text(STORY, passage.block, passage.field)
        assert whole[slice(*passage.span(0, len(passage.text)))] == passage.text


def test_keys_differ_by_place_and_not_by_the_authors_language():
    here = Finding("protected-term", "…", "Summary", HOLD, field="summary", span=(0, 4))
    there = Finding("protected-term", "…", "Summary", HOLD, field="summary", span=(9, 13))
    in_thai = Finding("protected-term", "คำ", "สรุป", HOLD, field="summary", span=(0, 4))
    assert here.key != there.key
    assert here.key == in_thai.key


def test_the_authors_sentence_has_no_detail():
    finding = Finding("protected-term", "Take it out.", "Summary", HOLD, detail="Legal name, letters 3 to 9.")
    assert finding.sentence() == "Summary: Take it out."
    assert finding.as_json()["detail"] == "Legal name, letters 3 to 9."


def test_a_finding_of_an_older_record_is_read_with_what_it_did_not_tell():
    old = {
        "code": "place-coarsened",
        "message": "Shown as Thailand.",
        "where": "Milestone 2",
        "severity": "warn",
    }
    assert read(old) == Finding("place-coarsened", "Shown as Thailand.", "Milestone 2", "warn").as_json()
    told = Finding("date-in-text", "A date.", "Summary", field="summary", span=(3, 9)).as_json()
    assert read(told) == told
