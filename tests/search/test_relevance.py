"""How good the answers are: the judged queries asked of the API, over cases public in four languages."""

from dataclasses import replace

import pytest
from django.test import TestCase

from bench.search import judged
from bench.search.publishing import publish
from bench.search.queries import QUERIES
from publication.readers.unapplied import unapplied
from search import api, documents, engines
from search.indexing import RELAY, STEP

ALL = 2000
# Narrowed by codes, some of them by words besides.
NARROWED = (
    {},
    {"locale": "th"},
    {"need": ["medical"]},
    {"need": ["legal", "small_business"], "locale": "zh-hans"},
    {"region": ["IDN-1224"], "exploitation": ["manufacturing", "fishing"]},
    {"status": ["open"], "q": "sewing", "need": ["education_and_skills"]},
    {"q": "trawler", "region": ["ID", "IDN-1228"]},
    {"q": '"Central Java"', "locale": "en", "exploitation": ["fishing"]},
    {"q": "缝纫", "locale": "zh-hans", "need": ["medical", "legal"]},
)


class Relevance(TestCase):
    @classmethod
    def setUpTestData(cls):
        publish(judged.publics())

    def scores(self, engine):
        fill(engine)
        return judged.scores(lambda query: self.answers(query, engine))

    def answers(self, query, engine):
        answer = self.client.get("/api/v1/search/", {"q": query.text, "locale": query.locale}).json()
        assert answer["engine"] == engine
        return [card["id"] for card in answer["results"]]

    def test_donors_find_by_the_embedded_engine(self):
        scores = self.scores("embedded")
        assert judged.mean(scores, held_out=False) >= 0.75, report(scores, held_out=False)
        assert judged.mean(scores, held_out=True) >= 0.75

    @pytest.mark.usefixtures("elasticsearch")
    def test_donors_find_by_elasticsearch_and_with_typing_errors(self):
        scores = self.scores("elasticsearch")
        assert judged.mean(scores, held_out=False) >= 0.9, report(scores, held_out=False)
        assert judged.mean(scores, held_out=True) >= 0.9

    @pytest.mark.usefixtures("elasticsearch")
    def test_both_engines_find_the_same_for_words_that_are_spelled_so_and_for_codes(self):
        for engine in ENGINES:
            fill(engine)
        judged_queries = ({"q": query.text, "locale": query.locale} for query in QUERIES)
        compared = 0
        for asked in (*judged_queries, *NARROWED):
            outside, embedded = (found(engine, asked) for engine in ENGINES)
            if outside.near:
                self.assertEqual(embedded.total, 0, asked)
                continue
            self.assertEqual(of_all(outside), of_all(embedded), asked)
            compared += outside.total > 0
        self.assertGreaterEqual(compared, 50)


ENGINES = ("elasticsearch", "embedded")


def fill(engine):
    for part in documents.everything(batch=25):
        engines.named(engine).put(part)


def found(name, asked):
    engine = engines.named(name)
    sought = replace(api.Sought(**asked).asked(), limit=ALL)
    return engine.search(sought, unapplied(STEP, RELAY if engine.outside else ""))


def of_all(answer):
    """What an answer says of every hit, in whatever order they are shown."""
    areas = {area.code: area.count for area in answer.areas}
    return answer.total, answer.facets, areas, set(answer.records)


def report(scores, held_out):
    """The queries that may be looked at, the worst first."""
    shown = sorted(
        (value, query.locale, query.text) for query, value in scores.items() if query.held_out == held_out
    )
    return "\n".join(f"{value:.2f} {locale} {text}" for value, locale, text in shown)
