"""The judged set: derived from facts by the written rule, and as it was when ranking was first looked at."""

from collections import Counter
from dataclasses import asdict, replace

import pytest

from bench.search import demo, judged
from bench.search.facts import LOCALES, NEEDS, SETTINGS, WORKS, facts
from bench.search.judging import Asked, grade
from bench.search.queries import QUERIES
from bench.search.telling import WORDS, told
from publication import canonical

DAY = "2024-03-01"
AS_TOLD = "33d333bc36eb0bc9604df1648e195949b9fffb6159e61fe5b7d77e80ef637d51"
AS_COMMITTED = "e1b0964682526c835d6c84bfbdb8ac1977fc1390a0d4e15755ef61062191a9cd"


@pytest.fixture(scope="module")
def cases():
    return judged.cases()


@pytest.fixture
def seamstress():
    """From Central Java, made to sew in a factory near Bangkok; she farmed, and now learns hairdressing."""
    return replace(
        facts(0),
        alias="Melati",
        needs={"medical": 20_000, "legal": 90_000},
        exploitation="manufacturing",
        setting="garment_factory",
        origin="IDN-1224",
        kept_in="THA-416",
        before="farming",
        after="hairdressing",
    )


@pytest.mark.parametrize(
    "asked, expected",
    [
        (Asked(need="legal"), 3),
        (Asked(need="medical"), 2),
        (Asked(need="psychological"), 0),
        (Asked(work="hairdressing"), 3),
        (Asked(work="sewing"), 2),
        (Asked(work="farming"), 1),
        (Asked(work="baking"), 0),
        (Asked(place="IDN-1224"), 3),
        (Asked(place="ID"), 3),
        (Asked(place="TH"), 1),
        (Asked(place="IDN-1228"), 0),
        (Asked(setting="garment_factory"), 3),
        (Asked(exploitation="manufacturing"), 3),
        (Asked(alias="Melati"), 3),
        (Asked(alias="Mali"), 0),
        (Asked(place="ID", need="medical"), 2),
        (Asked(place="TH", need="legal"), 1),
        (Asked(place="MM", need="legal"), 0),
    ],
)
def test_a_case_is_judged_by_the_written_rule(seamstress, asked, expected):
    assert grade(asked, seamstress) == expected


def test_a_query_without_facts_is_a_mistake(seamstress):
    with pytest.raises(ValueError, match="at least one fact"):
        grade(Asked(), seamstress)


def test_sixty_queries_in_four_languages_twenty_of_them_held_out():
    assert Counter(query.locale for query in QUERIES) == dict.fromkeys(LOCALES, 15)
    assert Counter(query.locale for query in QUERIES if query.held_out) == dict.fromkeys(LOCALES, 5)
    assert len({(query.text, query.locale) for query in QUERIES}) == 60


def test_each_query_has_a_best_answer(cases):
    best = [max(grade(query.asked, known) for known in cases) for query in QUERIES]
    assert best == [3] * 60


def test_the_best_answer_scores_one_and_the_worst_zero(cases):
    query = QUERIES[0]
    ranked = sorted(cases, key=lambda known: grade(query.asked, known))
    assert judged.score(query, [known.id for known in reversed(ranked)], cases) == 1.0
    assert judged.score(query, [known.id for known in ranked], cases) == 0.0


def test_nothing_of_the_set_was_changed_after_it_was_committed(cases):
    held = [[asdict(query), [grade(query.asked, known) for known in cases]] for query in QUERIES]
    words = [told(known, locale, "en", DAY)["summary"] for known in cases[:50] for locale in LOCALES]
    assert canonical.digest(canonical.encode([held, words])) == AS_COMMITTED


def test_nothing_that_a_case_tells_is_changed_unseen(cases):
    whole = [told(known, locale, "en", DAY) for known in cases for locale in LOCALES]
    assert canonical.digest(canonical.encode(whole)) == AS_TOLD


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fact_is_said_in_more_than_one_way(locale):
    words = WORDS[locale]
    said = {"after": WORKS, "before": WORKS, "settings": SETTINGS, "needs": NEEDS}
    for name, known in said.items():
        ways = getattr(words, name)
        assert set(ways) == set(known), f"{locale} {name}"
        assert [fact for fact, phrases in ways.items() if len(set(phrases)) < 2] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_generated_case_is_told_whole_and_the_same_each_time(locale):
    for number in range(20):
        public = told(facts(number), locale, "en", DAY)
        words = [public["summary"], *(text for one in public["milestones"] for text in one["narrative"])]
        assert all(words) and not any("{" in text for text in words)
        assert [milestone["stage"] for milestone in public["milestones"]] == [
            "before",
            "exploitation",
            "way_home",
            "next",
        ]
        assert canonical.encode(public) == canonical.encode(told(facts(number), locale, "en", DAY))


def test_the_demo_s_released_stories_are_in_it(cases):
    released = demo.released()
    assert {known.alias for known, _public in released} == {"Xiao Fang", "Narin", "Luzmila"}
    assert {known.id for known, _public in released} <= {known.id for known in cases}
    for known, public in released:
        assert (public["id"], public["alias"]) == (known.id, known.alias)
