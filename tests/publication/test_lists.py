"""The list of cases: order, languages, filters, pages."""

import json

import pytest

from publication import readers
from publication.actions.recall import recall
from publication.exceptions import BadCursor, UnknownFilter
from publication.models import PublicRecord
from publication.readers.cases import SORTS
from tests.publication.stories import EAST_JAVA, consented_term, money, public_case

pytestmark = pytest.mark.django_db


def shown(filters=None, cursor=None):
    return [card.id for card in readers.cases(filters, cursor).results]


def mark(term, status):
    """What a newer snapshot of payments does."""
    PublicRecord.objects.filter(term=term).update(status=status)


def test_open_cases_that_waited_longest_come_first_then_funded_then_closed(editor, reviewer):
    days = ["2026-02-01", "2026-01-01", "2026-03-01", "2025-01-01", "2024-01-01"]
    terms = [public_case(editor, reviewer, first_published_on=day) for day in days]
    mark(terms[3], "funded")
    mark(terms[4], "closed")
    expected = [terms[index].public_id for index in (1, 0, 2, 3, 4)]
    assert shown() == expected


def test_newest_first_on_request(editor, reviewer):
    older = public_case(editor, reviewer, first_published_on="2026-01-01")
    newer = public_case(editor, reviewer, first_published_on="2026-02-01")
    assert shown(readers.Filters(sort="newest")) == [newer.public_id, older.public_id]


@pytest.mark.parametrize("sort", SORTS)
def test_walking_the_pages_shows_each_case_once(sort, editor, reviewer):
    for index in range(5):
        term = public_case(editor, reviewer, first_published_on=f"2026-01-0{1 + index // 2}")
        mark(term, "open" if index % 2 else "funded")
    seen, cursor = [], None
    while True:
        page = readers.cases(readers.Filters(limit=2, sort=sort), cursor)
        seen += [card.id for card in page.results]
        cursor = page.next
        if cursor is None:
            break
    assert seen == shown(readers.Filters(sort=sort)) and len(set(seen)) == 5


def test_one_row_per_case_in_the_best_language_asked(editor, reviewer):
    both = public_case(editor, reviewer, "en", "id", first_published_on="2026-01-01")
    english = public_case(editor, reviewer, "en", first_published_on="2026-01-02")
    cards = readers.cases(readers.Filters(locales=["th", "id"])).results
    assert [(card.id, card.locale) for card in cards] == [(both.public_id, "id"), (english.public_id, "en")]


def test_a_recalled_language_gives_way_to_the_next(editor, reviewer):
    term = public_case(editor, reviewer, "en", "id")
    recall(term.public_id, "id", reviewer)
    (card,) = readers.cases(readers.Filters(locales=["id"])).results
    assert card.locale == "en"


def test_filters_narrow_by_what_was_signed(editor, reviewer):
    fisher = public_case(editor, reviewer, first_published_on="2026-01-01")
    needs = [{"category": "legal", "label": "Legal help", "amount": money(30000)}]
    builder = public_case(
        editor, reviewer, exploitation=["construction"], needs=needs, origin=EAST_JAVA, milestones=[]
    )
    assert shown(readers.Filters(exploitation=["construction"])) == [builder.public_id]
    assert shown(readers.Filters(exploitation=["construction", "fishing"])) == [
        fisher.public_id,
        builder.public_id,
    ]
    assert shown(readers.Filters(need=["small_business"])) == [fisher.public_id]
    assert shown(readers.Filters(region=["TH"])) == [fisher.public_id]
    assert shown(readers.Filters(region=["IDN-538"])) == [fisher.public_id, builder.public_id]
    assert shown(readers.Filters(campaign=[builder.campaign_ref])) == [builder.public_id]
    assert shown(readers.Filters(status=["funded"])) == []
    assert shown(readers.Filters(need=["legal"], exploitation=["fishing"])) == []


def test_a_case_whose_consent_ran_out_is_not_listed(editor, reviewer):
    term = public_case(editor, reviewer)
    with_past = consented_term(days=1)
    public_case(editor, reviewer, term=with_past)
    consent = PublicRecord.objects.get(term=with_past).consent
    consent.expires_at = "2020-01-01T00:00:00Z"
    consent.version += 1
    consent.save()
    assert shown() == [term.public_id]


def test_funding_stands_beside_the_card(editor, reviewer):
    public_case(editor, reviewer)
    (card,) = readers.cases().results
    assert card.as_json()["funding"]["remaining"] == money(30000)


@pytest.mark.parametrize("cursor", ["x", "!!!", "bm90IGpzb24", "e30", "WyJ3YWl0aW5nIiwxLDIsM10"])
def test_a_damaged_page_address_is_refused(cursor):
    with pytest.raises(BadCursor, match="first page"):
        readers.cases(cursor=cursor)


def test_a_page_address_of_another_order_is_refused(editor, reviewer):
    for _ in range(2):
        public_case(editor, reviewer)
    cursor = readers.cases(readers.Filters(limit=1)).next
    with pytest.raises(BadCursor, match="another order"):
        readers.cases(readers.Filters(sort="newest", limit=1), cursor)


def test_an_unknown_order_is_refused():
    with pytest.raises(UnknownFilter):
        readers.cases(readers.Filters(sort="amount"))


def test_a_stranger_walks_the_list_by_link(stranger, editor, reviewer):
    for _ in range(3):
        public_case(editor, reviewer)
    first = stranger.get("/api/v1/cases/?limit=2&exploitation=fishing")
    address = first.json()["next"]
    assert first["Link"] == f'<{address}>; rel="next"'
    second = stranger.get(address)
    assert len(second.json()["results"]) == 1 and second.json()["next"] is None
    assert "Link" not in second


def test_a_list_takes_two_statements(stranger, editor, reviewer, django_assert_num_queries):
    for _ in range(3):
        public_case(editor, reviewer, "en", "id")
    with django_assert_num_queries(2):
        response = stranger.get("/api/v1/cases/?locale=id")
    assert {card["locale"] for card in response.json()["results"]} == {"id"}


def test_a_wrong_filter_is_a_problem_not_an_empty_list(stranger):
    response = stranger.get("/api/v1/cases/?status=sad")
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert "sad" not in json.dumps(response.json())
